"""How a program of Hadoop is started."""

from __future__ import annotations

import os
from pathlib import Path

from harness import SPARK_HOME

LOG = """rootLogger.level = info
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n%ex
"""


def java(jars: Path, folder: Path, *more: str, conf: Path | None = None) -> list[str]:
    """The java command, up to the name of the program; its log goes to standard error."""
    log = folder / "log4j2.properties"
    log.write_text(LOG, "utf-8")
    # What the minicluster's jars leave out is among Spark's.
    path = [*([str(conf)] if conf else []), f"{jars}/*", f"{SPARK_HOME / 'jars'}/*"]
    return [
        str(Path(os.environ["JAVA_HOME"]) / "bin/java") if "JAVA_HOME" in os.environ else "java",
        *("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Djava.net.preferIPv4Stack=true"),
        f"-Dlog4j2.configurationFile={log}",
        *more,
        *("-cp", os.pathsep.join(path)),
    ]
