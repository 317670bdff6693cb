"""A study on the cluster gives what it gives in local mode, however it is sent there."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from cluster import Cluster
from harness import FEW, ROOT, SPARK_HOME, assert_same, options, run, study

JAR = ROOT / "target/agglo.jar"
SUBMIT = SPARK_HOME / "bin/spark-submit"
LOOPBACK = {"SPARK_LOCAL_IP": "127.0.0.1"}
MAIN = (*options(FEW), "--class", "org.agglo.app.cli.Main", JAR)


def assert_ran_on(cluster: Cluster, out: Path) -> None:
    spark = json.loads((out / "manifest.json").read_text())["spark"]
    assert spark["master"] == cluster.url
    assert spark["application"].startswith("app-")


def test_the_launcher_with_a_master(cluster: Cluster, local: Path, out: Path) -> None:
    done = run("jobs/agglo", "--master", cluster.url, *study(out), SPARK_HOME=str(SPARK_HOME), **LOOPBACK)
    assert done.code == 0, done.err
    assert "Results in " + str(out) in done.out
    assert "\tat " not in done.err
    assert_ran_on(cluster, out)
    assert_same(out, local)


def test_spark_submit_with_the_driver_here(cluster: Cluster, local: Path, out: Path) -> None:
    done = run(SUBMIT, "--master", cluster.url, *MAIN, *study(out), **LOOPBACK)
    assert done.code == 0, done.err
    assert_ran_on(cluster, out)
    assert_same(out, local)


def test_spark_submit_with_the_driver_on_a_worker(cluster: Cluster, local: Path, out: Path) -> None:
    wait = ("--conf", "spark.standalone.submit.waitAppCompletion=true")
    done = run(SUBMIT, "--master", cluster.url, "--deploy-mode", "cluster", *wait, *MAIN, *study(out), **LOOPBACK)
    assert done.code == 0, done.err
    assert "is FINISHED" in done.err
    assert_ran_on(cluster, out)
    assert_same(out, local)


def test_the_exit_code_of_the_driver_here_is_the_study_s(cluster: Cluster, local: Path, out: Path) -> None:
    (out / "data").mkdir(parents=True)  # a folder that is there is not simulated
    words = study(out / "results")
    words[words.index("--data") + 1] = str(out / "data")
    done = run(SUBMIT, "--master", cluster.url, *MAIN, *words, **LOOPBACK)
    assert done.code == 3, done.err
    assert not (out / "results").exists()


def test_the_jar_holds_what_spark_does_not_bring() -> None:
    brought = set()
    for jar in (SPARK_HOME / "jars").glob("*.jar"):
        with zipfile.ZipFile(jar) as archive:
            brought.update(name for name in archive.namelist() if name.endswith(".class"))
    with zipfile.ZipFile(JAR) as archive:
        ours = {name for name in archive.namelist() if name.endswith(".class")}
    assert ours & brought == set()
    assert {name for name in ours if "typesafe" in name} == set()


def test_with_the_driver_on_a_worker_results_need_a_whole_path(cluster: Cluster, local: Path) -> None:
    words = study(Path("results/nobody-looks-here"))
    wait = ("--conf", "spark.standalone.submit.waitAppCompletion=true")
    done = run(SUBMIT, "--master", cluster.url, "--deploy-mode", "cluster", *wait, *MAIN, *words, **LOOPBACK)
    # Spark's own exit code is 0 all the same.
    assert "is FAILED" in done.err, done.err
    printed = [log.read_text() for log in cluster.folder.glob("worker-*/driver-*/stderr")]
    assert any("In cluster deploy mode the driver is on a worker: name the whole path" in text for text in printed)
