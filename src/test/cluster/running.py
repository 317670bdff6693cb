"""A study on the cluster while it runs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from cluster import Cluster
from harness import DATA, FEW, QUICK, ROOT, SPARK_HOME, Events, options, study
from servers import until

INGEST = "Read: "
FIT = "Regressions: "


class Running:
    """A run that has begun, and what can be seen of it."""

    def __init__(
        self, cluster: Cluster, events: Events, out: Path | str, data: Path | str = DATA, conf: dict[str, str] = FEW
    ) -> None:
        self.events = events
        self.log = events.folder.with_suffix(".log")
        events.clear()
        # As on a terminal, so that it says which stage it is at.
        ours = {"SPARK_HOME": str(SPARK_HOME), "AGGLO_JAVA_OPTS": "-Dagglo.terminal=true"}
        environment = {**os.environ, **QUICK, **ours}
        settings = options({**conf, **events.conf})
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["jobs/agglo", "--master", cluster.url, *settings, *study(out, data), "--again"],
                env=environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def reaches(self, job: str) -> None:
        """Waits until a job whose name begins so has begun."""
        self._until(lambda: any(name.startswith(job) for name in self.events.jobs()), job)

    def begins(self, stage: str) -> None:
        """Waits until a stage begins."""
        self._until(lambda: re.search(rf"… {stage}\b", self.said()) is not None, stage)

    def said(self) -> str:
        """What it has printed so far."""
        return self.log.read_text("utf-8")

    def ended(self) -> bool:
        """Whether it has ended."""
        return self.process.poll() is not None

    def ends(self) -> int:
        """Waits for its end, and gives its exit code."""
        return self.process.wait(timeout=1800)

    def kill(self) -> None:
        """Ends the driver at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _until(self, look: Callable[[], bool], what: str) -> None:
        def there() -> bool:
            if self.ended() and not look():
                raise RuntimeError(f"The run ended before {what}:\n{self.said()[-2000:]}")
            return look()

        until(there, what)
