"""Tests, interrupted or not, leave no server behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from harness import ROOT
from servers import Daemon, children, until

WAITING = """
import os
from pathlib import Path
from cluster import Cluster
from harness import QUICK, SPARK_HOME
from servers import until

def test_that_waits():
    folder = Path(__file__).parent
    with Cluster(SPARK_HOME, folder / "spark", workers=1, **QUICK) as cluster:
        (folder / "begun").write_text(f"{cluster.master.process.pid} {cluster.workers[0].process.pid}")
        (folder / "begun").rename(folder / "servers")
        until(lambda: False, "an interrupt")
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_no_server_is_left(tmp_path: Path, how: signal.Signals) -> None:
    test = tmp_path / "test_waiting.py"
    test.write_text(WAITING)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "servers", str(test)]
    tests = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True)
    until((tmp_path / "servers").exists, "servers")
    servers = [int(pid) for pid in (tmp_path / "servers").read_text().split()]
    for pid in servers:
        os.kill(pid, 0)
    tests.send_signal(how)
    said = tests.communicate(timeout=120)[0].decode()
    assert tests.returncode == pytest.ExitCode.INTERRUPTED, said
    for pid in servers:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_what_a_server_started_ends_with_it(tmp_path: Path) -> None:
    server = Daemon("server", ["sh", "-c", "setsid sleep 1000 & wait"], dict(os.environ), tmp_path)
    (container,) = until(lambda: children(server.process.pid, "-f", "sleep 1000"), "a session of its own")
    server.kill()
    until(lambda: not (alive := Path(f"/proc/{container}/stat")).exists() or ") Z " in alive.read_text(), "its end")
