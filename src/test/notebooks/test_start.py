"""jobs/notebook starts JupyterLab as its help says."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "of-the-test"


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """That of a server started as a user starts it; it is stopped in the end."""
    home = tmp_path_factory.mktemp("jupyter")
    chosen = free_port()
    log = (home / "log").open("w")
    own = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    server = subprocess.Popen(
        [str(ROOT / "jobs" / "notebook"), "--no-browser", "--port", str(chosen), f"--IdentityProvider.token={TOKEN}"],
        cwd=home,
        env=os.environ | own,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 90
        while not answers(chosen):
            assert server.poll() is None, (home / "log").read_text()
            assert time.monotonic() < deadline, (home / "log").read_text()
            time.sleep(0.2)
        yield chosen
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def answers(port: int) -> bool:
    """Whether the server is up."""
    try:
        return get(port, "/api/status")["kernels"] == 0
    except (urllib.error.URLError, ConnectionError):
        return False


def get(port: int, path: str, token: str = TOKEN) -> dict:
    """What the server says, as JSON."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"token {token}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def test_the_notebooks_are_served(port: int) -> None:
    names = {entry["name"] for entry in get(port, "/api/contents/notebooks")["content"]}
    assert {"quickstart.ipynb", "cheng-2022.ipynb", "counties.ipynb", "library.ipynb", "README.md"} <= names


def test_there_are_kernels_for_python_and_java(port: int) -> None:
    assert {"python3", "java"} <= set(get(port, "/api/kernelspecs")["kernelspecs"])


def test_strangers_are_refused(port: int) -> None:
    with pytest.raises(urllib.error.HTTPError, match="403"):
        get(port, "/api/contents", token="another")


def test_it_listens_on_loopback_only(port: int) -> None:
    listening = [
        line.split() for file in ("tcp", "tcp6") for line in Path(f"/proc/net/{file}").read_text().splitlines()[1:]
    ]
    places = {line[1].split(":")[0] for line in listening if line[3] == "0A" and int(line[1].split(":")[1], 16) == port}
    assert places == {"0100007F"}


def test_help_teaches_without_making_anything(tmp_path: Path) -> None:
    told = subprocess.run(
        [str(ROOT / "jobs" / "notebook"), "--help"],
        env=os.environ | {"AGGLO_NOTEBOOK": str(tmp_path / "environment"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stderr == ""
    assert re.findall(r"^  (jobs/notebook\S*.*?)(?:  |$)", told.stdout, re.MULTILINE)[0] == "jobs/notebook"
    for word in ("--no-browser", "--prepare", "--exec", "JAVA_HOME", "AGGLO_HEAP", "127.0.0.1"):
        assert word in told.stdout
    assert not (tmp_path / "environment").exists()


def test_a_folder_of_other_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    told = subprocess.run(
        [str(ROOT / "jobs" / "notebook"), "--prepare"],
        env=os.environ | {"AGGLO_NOTEBOOK": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr == (
        f"jobs/notebook: {tmp_path} holds files that are no environment of Python; "
        "set AGGLO_NOTEBOOK to a folder that may be replaced.\n"
    )
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.tex"]


def test_exec_without_a_command_is_said() -> None:
    told = subprocess.run([str(ROOT / "jobs" / "notebook"), "--exec"], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr == "jobs/notebook: --exec needs a command.\n"
