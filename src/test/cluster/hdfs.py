"""HDFS on loopback: a NameNode and three DataNodes, each a process of its own, and its files by WebHDFS."""

from __future__ import annotations

import getpass
import http.client
import json
import os
import shutil
import subprocess
import urllib.parse
from pathlib import Path

from hadoop import java
from servers import Daemon, until

DATANODES = 3
ANY_PORT = "127.0.0.1:0"


class Hdfs:
    """A NameNode and DataNodes that keep every block three times, as HDFS does by itself; for a ``with`` statement."""

    def __init__(self, jars: Path, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.folder = folder
        self.url = ""
        self.daemons: list[Daemon] = []
        self.datanodes: list[Daemon] = []
        self.java = java(jars, folder)

    def __enter__(self) -> Hdfs:
        try:
            settings = {"dfs.namenode.name.dir": f"file:{self.folder / 'names'}", "fs.defaultFS": "hdfs://127.0.0.1:0"}
            name_node = self._command("namenode.NameNode", settings)
            formatted = subprocess.run([*name_node, "-format"], capture_output=True, text=True, check=False)
            assert formatted.returncode == 0, formatted.stderr
            settings |= {"dfs.namenode.http-address": ANY_PORT, "dfs.namenode.rpc-address": ANY_PORT}
            names = self._start("namenode", self._command("namenode.NameNode", settings))
            self.url = "hdfs://127.0.0.1:" + names.said(r"NameNode RPC up at: \S+:(\d+)")
            self.web = "127.0.0.1:" + names.said(r"Jetty bound to port (\d+)")
            for _ in range(DATANODES):
                self.add_datanode()
            until(lambda: names.log.read_text().count("registerDatanode") >= DATANODES, "DataNodes to register")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for daemon in self.daemons:
            daemon.kill()

    def add_datanode(self) -> None:
        """Starts one more DataNode."""
        name = f"datanode-{len(self.daemons)}"
        settings = {
            "fs.defaultFS": self.url,
            "dfs.datanode.data.dir": f"file:{self.folder / name}",
            "dfs.datanode.address": ANY_PORT,
            "dfs.datanode.http.address": ANY_PORT,
            "dfs.datanode.ipc.address": ANY_PORT,
            "dfs.datanode.hostname": "127.0.0.1",
        }
        self.datanodes.append(self._start(name, self._command("datanode.DataNode", settings)))

    def put(self, local: Path, path: str) -> None:
        """Copies a folder here to one there."""
        for file in sorted(file for file in local.rglob("*") if file.is_file()):
            self._ask("PUT", f"{path}/{file.relative_to(local)}", "CREATE", file.read_bytes(), overwrite="true")

    def files(self, path: str) -> dict[str, bytes]:
        """Every file below a folder, by name."""
        found = {}
        for name, entry in self._entries(path).items():
            if entry["type"] == "DIRECTORY":
                found |= {f"{name}/{below}": content for below, content in self.files(f"{path}/{name}").items()}
            else:
                found[name] = self._ask("GET", f"{path}/{name}", "OPEN")
        return found

    def names(self, path: str) -> list[str]:
        """What stands in a folder."""
        return sorted(self._entries(path))

    def quota(self, path: str, size: int) -> None:
        """Lets a folder hold so many bytes, copies counted; -1 for as many as there is room for."""
        self._ask("PUT", path, "MKDIRS")
        self._ask("PUT", path, "SETQUOTA", namespacequota="9223372036854775807", storagespacequota=str(size))

    def close(self, path: str) -> None:
        """Lets nobody but its owner see into a folder."""
        self._ask("PUT", path, "MKDIRS")
        self._ask("PUT", path, "SETPERMISSION", permission="700")

    def _entries(self, path: str) -> dict[str, dict]:
        listed = json.loads(self._ask("GET", path, "LISTSTATUS"))["FileStatuses"]["FileStatus"]
        return {entry["pathSuffix"]: entry for entry in listed}

    def _ask(self, method: str, path: str, what: str, body: bytes = b"", **options: str) -> bytes:
        """Asks the NameNode, and the DataNode that it names for content."""
        query = urllib.parse.urlencode({"op": what, "user.name": getpass.getuser(), **options})
        code, content, there = _send(self.web, method, f"/webhdfs/v1{urllib.parse.quote(path)}?{query}", b"")
        if code == http.client.TEMPORARY_REDIRECT:
            address = urllib.parse.urlsplit(there)
            code, content, _ = _send(address.netloc, method, f"{address.path}?{address.query}", body)
        if code >= http.client.BAD_REQUEST:
            raise OSError(f"{what} {path}: {content.decode()}")
        return content

    def _command(self, main: str, settings: dict[str, str]) -> list[str]:
        options = [f"-D{name}={value}" for name, value in settings.items()]
        return [*self.java, f"org.apache.hadoop.hdfs.server.{main}", *options]

    def _start(self, name: str, command: list[str]) -> Daemon:
        self.daemons.append(Daemon(name, command, dict(os.environ), self.folder))
        return self.daemons[-1]


def _send(address: str, method: str, path: str, body: bytes) -> tuple[int, bytes, str]:
    connection = http.client.HTTPConnection(address, timeout=60)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers.get("Location", "")
    finally:
        connection.close()
