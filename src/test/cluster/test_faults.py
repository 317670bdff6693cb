"""What breaks during a run costs time and nothing else: the same numbers in the end, or the old results whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cluster import Cluster, until
from harness import FEW, ROOT, SPARK_HOME, Events, assert_same, files, options, study

INGEST = "ingest "
FIT = "regression: "
MOMENTS = (INGEST, FIT)


class Running:
    """The study on the cluster while it runs."""

    def __init__(self, cluster: Cluster, out: Path, events: Events) -> None:
        self.events = events
        self.log = events.folder.with_suffix(".log")
        events.clear()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["jobs/agglo", "--master", cluster.url, *options({**FEW, **events.conf}), *study(out), "--again"],
                env={**os.environ, "SPARK_HOME": str(SPARK_HOME), "SPARK_LOCAL_IP": "127.0.0.1"},
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def reaches(self, job: str) -> None:
        """Waits until a job whose name begins so has begun."""

        def look() -> bool:
            if self.process.poll() is not None:
                raise RuntimeError(f"The run ended before {job}:\n{self.log.read_text()[-2000:]}")
            return any(name.startswith(job) for name in self.events.jobs())

        until(look, f"a job {job}")

    def ends(self) -> int:
        """Waits for its end, and gives its exit code."""
        return self.process.wait(timeout=600)

    def kill(self) -> None:
        """Ends the driver at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def start(cluster: Cluster, out: Path, events: Events) -> Callable[[], Running]:
    return lambda: Running(cluster, out, events)


def test_executors_are_killed_while_files_are_read_and_while_models_are_fitted(
    cluster: Cluster, local: Path, out: Path, events: Events, start: Callable[[], Running]
) -> None:
    running = start()
    for worker, moment in zip(cluster.workers, MOMENTS, strict=True):
        running.reaches(moment)
        os.kill(until(worker.executors, "an executor")[0], signal.SIGKILL)
    assert running.ends() == 0, running.log.read_text()
    assert len([reason for reason in events.lost() if "137" in reason]) == 2
    assert_same(out, local)


def test_a_worker_is_lost(
    cluster: Cluster, local: Path, out: Path, events: Events, start: Callable[[], Running]
) -> None:
    running = start()
    running.reaches(INGEST)
    cluster.workers.pop(0).kill()
    try:
        assert running.ends() == 0, running.log.read_text()
    finally:
        cluster.add_worker().said(r"(Successfully registered with master)")
    assert events.lost()
    assert_same(out, local)


def test_the_driver_is_killed(local: Path, out: Path, start: Callable[[], Running]) -> None:
    shutil.copytree(local, out)
    before = files(out)
    for moment in MOMENTS:
        running = start()
        running.reaches(moment)
        running.kill()
        assert files(out) == before
    again = start()
    assert again.ends() == 0, again.log.read_text()
    assert files(out)["manifest.json"] != before["manifest.json"]
    assert_same(out, local)
    # What the killed runs had begun is cleared away.
    assert [left.name for left in out.parent.iterdir() if left.name.startswith(f".{out.name}")] == []
