"""The Spark session, and the jar on its class path."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from py4j.java_gateway import JavaClass
from pyspark import SparkContext
from pyspark.sql import SparkSession
from pyspark.sql.utils import is_remote

from agglo.errors import ArgumentError, JarMissing

_HERE = Path(__file__).resolve().parent


def jar() -> str:
    """The path of Agglo's jar: the environment's AGGLO_JAR, else the one in this package, else that of the checkout it
    is in.

    Use it as ``spark.jars`` of a session of your own.
    """
    named = os.environ.get("AGGLO_JAR")
    if named:
        if not Path(named).is_file():
            raise JarMissing(f"AGGLO_JAR is {named}, and no file is there")
        return named
    for found in (_HERE / "agglo.jar", *(above / "target" / "agglo.jar" for above in _HERE.parents)):
        if found.is_file():
            return str(found)
    raise JarMissing(
        "Agglo's jar is not in this package and not in a checkout around it; "
        "build it with ./mvnw package, or set AGGLO_JAR to its path"
    )


def session(master: str = "local[*]", config: Mapping[str, str] | None = None) -> SparkSession:
    """A Spark session with Agglo's jar: the active one if there is one, else a quiet local one.

    Parameters
    ----------
    master
        of a new session
    config
        further Spark settings of a new session; they win over Agglo's own

    """
    active = SparkSession.getActiveSession()
    if active is not None:
        jvm()
        return active
    logging = (_HERE / "log4j2.properties").as_uri()
    settings = {
        "spark.app.name": "agglo",
        "spark.master": master,
        "spark.jars": jar(),
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={logging}",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
    }
    if master.startswith("local"):
        settings |= {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.shuffle.partitions": str(os.cpu_count() or 2),
        }
    builder = SparkSession.builder
    for key, value in (settings | dict(config or {})).items():
        builder = builder.config(key, value)
    with _without_incubator_warning():
        created = builder.getOrCreate()
    jvm()
    return created


@contextmanager
def _without_incubator_warning() -> Iterator[None]:
    """Leaves out the one line that every JVM of Spark 4.1 begins with on standard error; what else it says there passes
    through, for as long as it runs.
    """
    if SparkContext._gateway is not None:
        yield
        return
    sys.stderr.flush()
    error = os.dup(2)
    incoming, outgoing = os.pipe()
    os.dup2(outgoing, 2)
    os.close(outgoing)
    threading.Thread(target=_pass_on, args=(incoming, error), daemon=True).start()
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(error, 2)


def _pass_on(incoming: int, outgoing: int) -> None:
    with os.fdopen(incoming, "rb", buffering=0) as lines, os.fdopen(outgoing, "wb", buffering=0) as error:
        rest = b""
        while chunk := lines.read(65536):
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                if not line.startswith(b"WARNING: Using incubator modules"):
                    error.write(line + b"\n")
        error.write(rest)


def jvm() -> Any:
    """Java's package org.agglo.

    Raises
    ------
    JarMissing
        saying how the jar gets on the class path

    """
    if is_remote():
        raise JarMissing("Agglo's stages need a Spark session in this process; over Spark Connect they do not work")
    if SparkContext._active_spark_context is None or SparkContext._jvm is None:
        raise JarMissing("There is no Spark session; make one with agglo.session()")
    package = SparkContext._jvm.org.agglo
    if not isinstance(package.python.Results, JavaClass):
        raise JarMissing(
            "Agglo's jar is not on the class path of this Spark session, and a JVM that runs cannot take it on. "
            "Start Python anew and use agglo.session(), or add the jar by spark.jars when the first session is made: "
            'SparkSession.builder.config("spark.jars", agglo.jar()), or spark-submit --jars'
        )
    return package


def constant(owner: str, enum: str, value: str) -> Any:
    """The constant of an enum that is declared in a class of org.agglo.regression, by its name in either case."""
    constants = {c.name(): c for c in getattr(getattr(jvm().regression, owner), enum).values()}
    if value.upper() not in constants:
        raise ArgumentError(f"{enum} is {' or '.join(name.lower() for name in constants)}, not '{value}'")
    return constants[value.upper()]


def strings(values: tuple[str, ...]) -> Any:
    """An array of strings, as Java's methods of any number of names take it."""
    jvm()
    gateway = SparkContext._gateway
    array = gateway.new_array(gateway.jvm.java.lang.String, len(values))
    for place, value in enumerate(values):
        array[place] = value
    return array


def java_util() -> Any:
    """Java's package java.util."""
    jvm()
    return SparkContext._jvm.java.util


def list_of(values: Iterable[Any]) -> Any:
    """A list of Java's."""
    java = java_util().ArrayList()
    for value in values:
        java.add(value)
    return java
