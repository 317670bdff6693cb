"""Servers as processes of their own, which end with the tests whatever ends those."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

PATIENCE = 600
Found = TypeVar("Found")


def pytest_configure() -> None:
    """Lets SIGTERM end the tests with all that stops servers, and Ctrl-C too where a shell's ``&`` has it ignored."""
    for ended in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ended, signal.default_int_handler)


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
        return children(self.process.pid, "-f", "CoarseGrainedExecutorBackend")

    def kill(self) -> None:
        """Ends it at once, with all that it started, in sessions of their own too, as YARN's containers are."""
        started = descendants(self.process.pid)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for pid in started:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


def children(pid: int, *of: str) -> list[int]:
    """The processes that a process has started and that still run, all or those with a word in their command."""
    found = subprocess.run(["pgrep", "-P", str(pid), *of], capture_output=True, check=False)
    return [int(child) for child in found.stdout.split()]


def descendants(pid: int) -> list[int]:
    """The children, and theirs."""
    return [one for child in children(pid) for one in (child, *descendants(child))]


def until(look: Callable[[], Found], what: str) -> Found:
    """Waits until ``look`` finds something, and gives it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise TimeoutError(f"Waited {PATIENCE} s for {what}")
