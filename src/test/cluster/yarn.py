"""YARN on loopback: a ResourceManager and a NodeManager, each a process of its own."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

from hadoop import java
from servers import Daemon

ANY_PORT = "127.0.0.1:0"
SERVER = "org.apache.hadoop.yarn.server"


class Yarn:
    """Room for a driver's helper and one executor; use it in a ``with`` statement."""

    def __init__(self, jars: Path, folder: Path, file_system: str) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.folder = folder
        self.conf = folder / "conf"
        self.conf.mkdir(parents=True)
        options = ("--add-opens=java.base/java.lang=ALL-UNNAMED", f"-Dyarn.log.dir={folder}")
        self.java = java(jars, folder, *options, conf=self.conf)
        self.daemons: list[Daemon] = []
        managers = ("", "scheduler.", "resource-tracker.", "admin.", "webapp.")
        addresses = zip(managers, free(5), strict=True)
        settings = {f"yarn.resourcemanager.{name}address": f"127.0.0.1:{port}" for name, port in addresses}
        settings |= {
            "yarn.resourcemanager.scheduler.class": f"{SERVER}.resourcemanager.scheduler.fifo.FifoScheduler",
            "yarn.scheduler.minimum-allocation-mb": "256",
            "yarn.nodemanager.hostname": "127.0.0.1",
            "yarn.nodemanager.address": ANY_PORT,
            "yarn.nodemanager.localizer.address": ANY_PORT,
            "yarn.nodemanager.webapp.address": ANY_PORT,
            "yarn.nodemanager.local-dirs": str(folder / "local"),
            "yarn.nodemanager.log-dirs": str(folder / "logs"),
            "yarn.nodemanager.resource.memory-mb": "4096",
            "yarn.nodemanager.resource.cpu-vcores": "4",
            "yarn.nodemanager.vmem-check-enabled": "false",
            "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage": "99.0",
        }
        self._write("yarn-site.xml", settings)
        self._write("core-site.xml", {"fs.defaultFS": file_system})

    def __enter__(self) -> Yarn:
        try:
            resources = self._start("resourcemanager.ResourceManager")
            resources.said(r"(Server: Listener at \S+)")
            self._start("nodemanager.NodeManager").said(r"(Registered with ResourceManager)")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for daemon in self.daemons:
            daemon.kill()

    def _start(self, main: str) -> Daemon:
        # The containers' own programs are started with this JAVA_HOME.
        home = os.environ.get("JAVA_HOME") or str(Path(shutil.which("java") or "").resolve().parents[1])
        environment = {**os.environ, "JAVA_HOME": home}
        self.daemons.append(Daemon(main.split(".")[-1], [*self.java, f"{SERVER}.{main}"], environment, self.folder))
        return self.daemons[-1]

    def _write(self, name: str, settings: dict[str, str]) -> None:
        properties = "".join(f"<property><name>{k}</name><value>{v}</value></property>\n" for k, v in settings.items())
        (self.conf / name).write_text(f"<configuration>\n{properties}</configuration>\n", "utf-8")


def free(count: int) -> list[int]:
    """Ports that nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
