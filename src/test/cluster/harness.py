"""The small study, how it is run, and what its results are held to."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pyspark

ROOT = Path(__file__).resolve().parents[3]
HOME = ROOT / "target/cluster"
STUDY = ROOT / "src/test/cluster/small.conf"
DATA = HOME / "data"
FEW = {"spark.sql.shuffle.partitions": "4"}  # what a small study needs
ONE = {**FEW, "spark.cores.max": "2", "spark.executor.cores": "2"}  # one executor in all
SPARK_HOME = Path(pyspark.__file__).parent
HADOOP = HOME / "hadoop"
SUBMIT = SPARK_HOME / "bin/spark-submit"
LOOPBACK = {"SPARK_LOCAL_IP": "127.0.0.1"}
# A small study is over before the second compiler is of use, and most of its time goes into loading classes.
LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC"  # the collector of jobs/agglo: a JVM takes one name only
ARCHIVE = Path(sys.prefix) / "spark.jsa"
QUICK = {**LOOPBACK, "JAVA_TOOL_OPTIONS": f"{LIGHT} -XX:SharedArchiveFile={ARCHIVE} -Xlog:disable"}
JAR = ROOT / "target/agglo.jar"


def options(conf: dict[str, str]) -> list[str]:
    """Spark's settings as options of spark-submit."""
    return [word for name, value in conf.items() for word in ("--conf", f"{name}={value}")]


MAIN = (*options(FEW), "--class", "org.agglo.app.cli.Main", JAR)
WAIT = options({"spark.standalone.submit.waitAppCompletion": "true"})


@dataclass(frozen=True)
class Ended:
    """A command that has ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


def run(*command: str | Path, **environment: str) -> Ended:
    """Runs a command to its end."""
    done = subprocess.run(
        [str(word) for word in command],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def iceberg() -> str:
    """The jar that a store needs."""
    jars = (ROOT / "target/spark.classpath").read_text("utf-8").split(os.pathsep)
    return next(jar for jar in jars if "iceberg-spark-runtime" in jar)


def study(out: Path | str, data: Path | str = DATA) -> list[str]:
    """The command of Agglo that runs the small study into a folder."""
    return ["run", str(STUDY), "--data", str(data), "--out", str(out)]


def simulate(folder: Path) -> None:
    """Small firm files: six provinces, six years, 3,500 rows."""
    shutil.rmtree(folder, ignore_errors=True)
    done = run("jobs/agglo", "simulate", "conf/simulations/small.conf", "--out", folder)
    assert done.code == 0, done.err


def archive(data: Path) -> None:
    """Keeps Spark's classes as the JVM has them once loaded, if that is not done: what starts from them starts soon."""
    if ARCHIVE.exists():
        return
    keep = ("--driver-java-options", f"{LIGHT} -XX:ArchiveClassesAtExit={ARCHIVE}")
    with tempfile.TemporaryDirectory() as folder:
        done = run(SUBMIT, "--master", "local-cluster[1,1,1024]", *keep, *MAIN, *study(folder, data), **LOOPBACK)
    assert done.code == 0, done.err


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by name."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def numbers(left: dict[str, bytes]) -> dict[str, bytes]:
    """All that a run leaves, less the manifest, the lineage and the report, which tell one run from another."""
    others = ("manifest.json", "openlineage.jsonl", "report.html")
    return {name: content for name, content in left.items() if name not in others}


def assert_same(folder: Path, local: Path) -> None:
    """The run finished, and every file of numbers is equal to the last byte."""
    assert (folder / "manifest.json").exists()
    assert numbers(files(folder)) == numbers(files(local))


class Events:
    """What Spark writes down of a run while it goes on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.conf = {
            "spark.eventLog.enabled": "true",
            "spark.eventLog.dir": f"file:{folder}",
            "spark.eventLog.rolling.enabled": "false",
            "spark.eventLog.compress": "false",
        }

    def clear(self) -> None:
        """Takes away what an earlier run wrote."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def all(self) -> list[dict]:
        """The events so far; a line that is still being written is left for the next call."""
        lines = [line for log in self.folder.iterdir() for line in log.read_text().splitlines(keepends=True)]
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def jobs(self) -> list[str]:
        """The jobs begun so far: the run's stage, and what the job does."""
        begun = [event for event in self.all() if event["Event"] == "SparkListenerJobStart"]
        names = ("spark.jobGroup.id", "spark.job.description")
        return [": ".join(event["Properties"].get(name, "") for name in names) for event in begun]

    def lost(self) -> list[str]:
        """Why executors were lost."""
        return [e["Removed Reason"] for e in self.all() if e["Event"] == "SparkListenerExecutorRemoved"]

    def not_fetched(self) -> list[dict]:
        """Tasks that did not find what they were to fetch from a shuffle."""
        ended = [event["Task End Reason"] for event in self.all() if event["Event"] == "SparkListenerTaskEnd"]
        return [reason for reason in ended if reason["Reason"] == "FetchFailed"]
