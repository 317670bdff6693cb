"""What breaks during a run costs time and nothing else: the same numbers in the end, or the old results whole."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cluster import Cluster
from harness import FEW, ONE, QUICK, SPARK_HOME, Ended, Events, assert_same, files, numbers, options, run, study
from hdfs import Hdfs
from running import FIT, INGEST, Running
from servers import until

STAGES = ("Start Spark", "Read", "Panel", "Rejects", "Measures", "Descriptives", "Regressions", "Report")
HELD = "/faults/held"
LEASE = 61  # seconds until HDFS takes a file from whoever is not heard of

Start = Callable[..., Running]


@pytest.fixture
def start(cluster: Cluster, events: Events) -> Iterator[Start]:
    """Starts runs; what still runs when the test ends is ended."""
    begun = []

    def begin(*where: Path | str, conf: dict[str, str] = FEW) -> Running:
        begun.append(Running(cluster, events, *where, conf=conf))
        return begun[-1]

    yield begin
    for running in begun:
        if not running.ended():
            running.kill()


@pytest.fixture(scope="module")
def killed() -> list[float]:
    """When the run into HELD was killed."""
    return []


def afresh(cluster: Cluster, hdfs: Hdfs, *more: str) -> Ended:
    """Runs the study into HELD, to its end."""
    words = [*options(ONE), *study(hdfs.url + HELD, f"{hdfs.url}/data"), *more]
    return run("jobs/agglo", "--master", cluster.url, *words, SPARK_HOME=str(SPARK_HOME), **QUICK)


def test_two_runs_into_one_folder_of_hdfs(cluster: Cluster, hdfs: Hdfs, start: Start, killed: list[float]) -> None:
    running = start(hdfs.url + HELD, f"{hdfs.url}/data", conf=ONE)
    running.reaches(INGEST)
    refused = afresh(cluster, hdfs)
    assert refused.code == 1
    assert f"Another run is writing {hdfs.url}{HELD}; wait for it to end" in refused.err
    running.kill()
    killed.append(time.monotonic())


def test_executors_are_killed_while_files_are_read_and_while_models_are_fitted(
    cluster: Cluster, local: Path, out: Path, events: Events, start: Start
) -> None:
    running = start(out)
    for worker, moment in zip(cluster.workers, (INGEST, FIT), strict=True):
        running.reaches(moment)
        os.kill(until(worker.executors, "an executor")[0], signal.SIGKILL)
    assert running.ends() == 0, running.said()
    assert len([reason for reason in events.lost() if "137" in reason]) == 2
    assert_same(out, local)


def test_a_worker_is_lost(cluster: Cluster, local: Path, out: Path, events: Events, start: Start) -> None:
    running = start(out)
    running.reaches(INGEST)
    cluster.workers.pop(0).kill()
    try:
        assert running.ends() == 0, running.said()
    finally:
        cluster.add_worker().said(r"(Successfully registered with master)")
    assert events.lost()
    assert_same(out, local)


def test_shuffle_files_are_lost(cluster: Cluster, local: Path, out: Path, events: Events, start: Start) -> None:
    running = start(out)
    running.reaches(INGEST)
    seen: dict[str, float] = {}
    while not (running.ended() or events.not_fetched()):
        end = time.monotonic() + 1
        while time.monotonic() < end:
            for file in cluster.shuffled():
                # Of each shuffle the first files only: it is done again after 0.2 s, and given up after four times.
                now, shuffle = time.monotonic(), file.name.split("_")[1]
                if now - seen.setdefault(shuffle, now) < 0.15:
                    file.unlink(missing_ok=True)
    assert running.ends() == 0, running.said()
    assert events.not_fetched()
    assert_same(out, local)


def test_a_datanode_is_lost(hdfs: Hdfs, local: Path, start: Start) -> None:
    out = "/faults/datanode"
    running = start(hdfs.url + out, f"{hdfs.url}/data")
    running.reaches(INGEST)
    hdfs.datanodes.pop(0).kill()
    assert running.ends() == 0, running.said()
    assert numbers(hdfs.files(out)) == numbers(files(local))


def test_a_killed_run_s_folder_on_hdfs_is_free_after_a_minute(
    cluster: Cluster, hdfs: Hdfs, local: Path, killed: list[float]
) -> None:
    begun = [name for name in hdfs.names("/faults") if name.startswith(".held")]
    assert len(begun) == 2  # its lock and what it had written
    time.sleep(max(0.0, killed[0] + LEASE - time.monotonic()))
    done = afresh(cluster, hdfs)
    assert done.code == 0, done.err
    assert numbers(hdfs.files(HELD)) == numbers(files(local))
    assert [name for name in hdfs.names("/faults") if name.startswith(".held")] == []


def test_the_disk_is_full(cluster: Cluster, hdfs: Hdfs) -> None:
    before = hdfs.files(HELD)
    hdfs.quota("/faults", 1)
    try:
        done = afresh(cluster, hdfs, "--again")
    finally:
        hdfs.quota("/faults", -1)
    assert done.code == 1
    assert "\tat " not in done.err
    assert "quota" in done.err
    assert "free some space, or choose another --out" in done.err
    assert hdfs.files(HELD) == before


def test_the_driver_is_killed_at_every_stage(local: Path, out: Path, start: Start) -> None:
    shutil.copytree(local, out)
    before = files(out)
    for stage in STAGES:
        running = start(out, conf=ONE)
        running.begins(stage)
        running.kill()
        assert files(out) == before
    # From here the new results move into place; whatever stands there then, the next run puts it right.
    running = start(out, conf=ONE)
    running.begins("Manifest")
    running.kill()
    last = start(out)
    assert last.ends() == 0, last.said()
    assert files(out)["manifest.json"] != before["manifest.json"]
    assert_same(out, local)
    # What the killed runs had begun is cleared away.
    assert [left.name for left in out.parent.iterdir() if left.name.startswith(f".{out.name}")] == []
