"""A study on the cluster gives what it gives in local mode, however it is sent there, from disks and from HDFS."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from cluster import Cluster
from harness import (
    FEW,
    HADOOP,
    HOME,
    JAR,
    LIGHT,
    MAIN,
    ONE,
    QUICK,
    SPARK_HOME,
    SUBMIT,
    WAIT,
    assert_same,
    files,
    iceberg,
    numbers,
    options,
    run,
    study,
)
from hdfs import Hdfs
from yarn import Yarn


def assert_ran_on(cluster: Cluster, manifest: bytes) -> dict:
    spark = json.loads(manifest)["spark"]
    assert spark["master"] == cluster.url
    assert spark["application"].startswith("app-")
    return json.loads(manifest)


def test_the_launcher_with_a_master(cluster: Cluster, local: Path, out: Path) -> None:
    words = ("--master", cluster.url, *options(FEW), *study(out))
    done = run("jobs/agglo", *words, SPARK_HOME=str(SPARK_HOME), **QUICK)
    assert done.code == 0, done.err
    assert "Results in " + str(out) in done.out
    assert "\tat " not in done.err
    assert_ran_on(cluster, (out / "manifest.json").read_bytes())
    assert_same(out, local)
    compared = run("jobs/agglo", "compare", local, out, "--tolerance", "0")
    assert compared.code == 0, compared.out + compared.err


@pytest.mark.parametrize("mode", ["client", "cluster"])
def test_spark_submit_from_hdfs_to_hdfs(cluster: Cluster, hdfs: Hdfs, local: Path, mode: str) -> None:
    out = f"/submitted/{mode}"
    words = study(hdfs.url + out, f"{hdfs.url}/data")
    done = run(SUBMIT, "--master", cluster.url, "--deploy-mode", mode, *WAIT, *MAIN, *words, **QUICK)
    assert done.code == 0, done.err
    assert "is FINISHED" in done.err or mode == "client"
    left = hdfs.files(out)
    assert_ran_on(cluster, left["manifest.json"])
    assert numbers(left) == numbers(files(local))


def test_a_store_on_hdfs(cluster: Cluster, hdfs: Hdfs, local: Path) -> None:
    for night, read in (("first", 14), ("second", 0)):
        words = [*study(f"{hdfs.url}/nights/{night}", f"{hdfs.url}/data"), "--store", f"{hdfs.url}/store"]
        done = run(SUBMIT, "--master", cluster.url, *options(ONE), "--jars", iceberg(), *MAIN, *words, **QUICK)
        assert done.code == 0, done.err
        left = hdfs.files(f"/nights/{night}")
        files_of = assert_ran_on(cluster, left["manifest.json"])["store"]["files"]
        assert sum(source["read"] for source in files_of.values()) == read
        assert numbers(left) == numbers(files(local))


def test_yarn(hdfs: Hdfs, local: Path) -> None:
    here = {
        "spark.executorEnv.JAVA_TOOL_OPTIONS": LIGHT,
        "spark.yarn.appMasterEnv.JAVA_TOOL_OPTIONS": LIGHT,
        "spark.yarn.jars": f"local:{SPARK_HOME}/jars/*",
        "spark.yarn.am.memory": "384m",
        "spark.executor.instances": "1",
        "spark.executor.memory": "512m",
    }
    with Yarn(HADOOP, HOME / "yarn", hdfs.url) as yarn:
        words = study("/yarn", "/data")
        conf = str(yarn.conf)
        done = run(SUBMIT, "--master", "yarn", *options(here), *MAIN, *words, HADOOP_CONF_DIR=conf, **QUICK)
    assert done.code == 0, done.err
    left = hdfs.files("/yarn")
    assert json.loads(left["manifest.json"])["spark"]["master"] == "yarn"
    assert numbers(left) == numbers(files(local))


def test_the_exit_code_of_the_driver_here_is_the_study_s(cluster: Cluster, local: Path, out: Path) -> None:
    (out / "data").mkdir(parents=True)
    done = run(SUBMIT, "--master", cluster.url, *MAIN, *study(out / "results", out / "data"), **QUICK)
    assert done.code == 3, done.err
    assert not (out / "results").exists()


def test_what_the_name_node_refuses_is_said_in_a_line(hdfs: Hdfs, out: Path) -> None:
    hdfs.close("/closed")
    done = run("jobs/agglo", *study(out, f"{hdfs.url}/closed/firms"), HADOOP_USER_NAME="stranger")
    assert done.code == 3, done.err
    refused = 'Permission denied: user=stranger, access=EXECUTE, inode="/closed":'
    assert done.err.startswith(f"agglo: Cannot open the data folder {hdfs.url}/closed/firms: {refused}")
    assert len(done.err.splitlines()) == 1


def test_with_the_driver_on_a_worker_results_need_a_whole_path(cluster: Cluster, local: Path) -> None:
    words = study(Path("results/nobody-looks-here"))
    done = run(SUBMIT, "--master", cluster.url, "--deploy-mode", "cluster", *WAIT, *MAIN, *words, **QUICK)
    # Spark's own exit code is 0 all the same.
    assert "is FAILED" in done.err, done.err
    printed = [log.read_text() for log in cluster.folder.glob("worker-*/driver-*/stderr")]
    assert any("In cluster deploy mode the driver is on a worker: name the whole path" in text for text in printed)


def test_the_jar_holds_what_spark_does_not_bring() -> None:
    brought = set()
    for jar in (SPARK_HOME / "jars").glob("*.jar"):
        with zipfile.ZipFile(jar) as archive:
            brought.update(name for name in archive.namelist() if name.endswith(".class"))
    with zipfile.ZipFile(JAR) as archive:
        ours = {name for name in archive.namelist() if name.endswith(".class")}
    assert ours & brought == set()
    assert {name for name in ours if "typesafe" in name} == set()
