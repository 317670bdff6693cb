"""A Spark standalone cluster on loopback: a master and two workers, each a process of its own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from servers import Daemon


class Cluster:
    """A master and workers, for a ``with`` statement. Two cores are enough for a driver and an executor."""

    def __init__(self, spark_home: Path, folder: Path, workers: int = 2, cores: int = 2, **environment: str) -> None:
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
            **environment,
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
