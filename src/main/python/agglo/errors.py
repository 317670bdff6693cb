"""Java's exceptions as Python's: the same message, no stack trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from py4j.protocol import Py4JJavaError
from pyspark.errors.exceptions.captured import CapturedException


class ArgumentError(ValueError):
    """A setting that is always wrong, such as a formula that is not understood; the message points at the character."""


class DataError(ValueError):
    """The data cannot be used as asked: a column is not there or not of the right type, a key is doubled."""


class NotEstimable(ValueError):
    """The model cannot be estimated on these rows: too few of them, no regressor left, an outcome without variation."""


class StudyError(ValueError):
    """A study or simulation file that is not right; the message has every problem, each with file and line."""


class OutputError(OSError):
    """Results that cannot be written; what was there before is there still."""


class JarMissing(RuntimeError):
    """No Spark session whose class path has Agglo's jar."""


_KINDS: dict[str, type[Exception]] = {
    "org.agglo.regression.NotEstimableException": NotEstimable,
    "org.agglo.spark.DataException": DataError,
    "org.agglo.app.study.StudyException": StudyError,
    "org.agglo.simulate.SimulationException": StudyError,
    "org.agglo.app.run.OutputException": OutputError,
}
_ARGUMENT = "java.lang.IllegalArgumentException"
_UNSET = "java.util.NoSuchElementException"


@contextmanager
def plain_errors() -> Iterator[None]:
    """Raises what Java throws inside as the exceptions of this module; what is none of them stays as it is."""
    try:
        yield
    except Py4JJavaError as error:
        plain = _plain(error.java_exception)
    except CapturedException as error:
        plain = _plain(error._origin) if error._origin is not None else None
        if plain is None:
            raise
    else:
        return
    if plain is None:
        raise
    raise plain from None


def _plain(thrown: Any) -> Exception | None:
    """The exception that tells the user's mistake: the first of ours among the causes, else an argument refused
    outright.
    """
    cause = thrown
    while cause is not None:
        kind = _KINDS.get(cause.getClass().getName())
        if kind is not None:
            return kind(cause.getMessage())
        cause = cause.getCause()
    kind, message = thrown.getClass().getName(), thrown.getMessage()
    told = kind == "java.lang.IllegalStateException" and thrown.getStackTrace()[0].getClassName().startswith(
        "org.agglo."
    )
    if told or kind == _ARGUMENT or (kind == _UNSET and message.startswith("Failed to find a default value")):
        return ArgumentError(message)
    return None
