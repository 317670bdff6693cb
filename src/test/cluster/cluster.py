"""A Spark standalone cluster on loopback: a master and two workers, each a process of its own."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

PATIENCE = 600
Found = TypeVar("Found")


class Daemon:
    """One process of the cluster, in a process group of its own together with what it starts."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], folder: Path) -> None:
        self.log = folder / f"{name}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )

    def said(self, pattern: str) -> str:
        """Waits until the log says it, and gives the pattern's first group."""

        def look() -> str | None:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.log} ended:\n{self.log.read_text()[-2000:]}")
            found = re.search(pattern, self.log.read_text())
            return found.group(1) if found else None

        return until(look, f"{self.log} to say {pattern}")

    def executors(self) -> list[int]:
        """The executors that a worker has started."""
        command = ["pgrep", "-P", str(self.process.pid), "-f", "CoarseGrainedExecutorBackend"]
        return [int(pid) for pid in subprocess.run(command, capture_output=True, check=False).stdout.split()]

    def kill(self) -> None:
        """Ends it at once, with all that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Cluster:
    """A master and workers, for a ``with`` statement. Two cores are enough for a driver and an executor."""

    def __init__(self, spark_home: Path, folder: Path, workers: int = 2, cores: int = 2) -> None:
        self.spark_home = spark_home
        self.folder = folder
        self.size = workers
        self.cores = cores
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.environment = {
            **os.environ,
            "SPARK_HOME": str(spark_home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(folder / "scratch"),
            "SPARK_NO_DAEMONIZE": "1",
        }
        self.master: Daemon | None = None
        self.url = ""
        self.workers: list[Daemon] = []

    def __enter__(self) -> Cluster:
        try:
            self.master = self._start("master", "master.Master", "--host", "127.0.0.1", "--port", "0")
            self.url = self.master.said(r"Starting Spark master at (spark://\S+)")
            for _ in range(self.size):
                self.add_worker()
            for worker in self.workers:
                worker.said(r"(Successfully registered with master)")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for daemon in [*self.workers, *([self.master] if self.master else [])]:
            daemon.kill()

    def add_worker(self) -> Daemon:
        """Starts one more worker, with memory for a driver and an executor."""
        name = f"worker-{len(self.workers) + 1}"
        room = ["--cores", str(self.cores), "--memory", "3g"]
        options = ["--host", "127.0.0.1", *room, "--work-dir", str(self.folder / name)]
        worker = self._start(name, "worker.Worker", *options, self.url)
        self.workers.append(worker)
        return worker

    def shuffled(self) -> list[Path]:
        """The files that executors have written for others to fetch."""
        return list((self.folder / "scratch").glob("*/*/blockmgr-*/*/shuffle_*"))

    def _start(self, name: str, main: str, *arguments: str) -> Daemon:
        command = [str(self.spark_home / "bin" / "spark-class"), f"org.apache.spark.deploy.{main}", "--webui-port", "0"]
        return Daemon(name, [*command, *arguments], self.environment, self.folder)


def until(look: Callable[[], Found], what: str) -> Found:
    """Waits until ``look`` finds something, and gives it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise TimeoutError(f"Waited {PATIENCE} s for {what}")
