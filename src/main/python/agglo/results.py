"""Results as Python values: what Java's records hold, under the same names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from agglo._session import jvm
from agglo.errors import plain_errors


class Record:
    """A Java record: its components as attributes, under Java's names. Not changed once made."""

    def __init__(self, kind: str, components: dict[str, Any]) -> None:
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_components", components)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._components[name]
        except KeyError:
            raise AttributeError(f"A {self._kind} has no {name}; it has {', '.join(self._components)}") from None

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("Results are not changed")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._components]

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Name and value of each component, so that ``dict(record)`` works."""
        return iter(self._components.items())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._kind == other._kind and _same(self._components, other._components)

    def __hash__(self) -> int:
        return hash(self._kind)

    def __repr__(self) -> str:
        return f"{self._kind}({', '.join(f'{name}={value!r}' for name, value in self._components.items())})"


class Printed(Record):
    """A record that Java prints; ``str()`` gives that text."""

    def __init__(self, kind: str, components: dict[str, Any]) -> None:
        object.__setattr__(self, "_text", components.pop("text"))
        super().__init__(kind, components)

    def __str__(self) -> str:
        return self._text

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What a notebook shows; as plain text, so that no name in it is taken for HTML."""
        printer.text(self._text.rstrip())


class TestResult(Printed):
    """A test: name, nullHypothesis, distribution, statistic, df1, df2, pValue, note."""

    __test__ = False  # not one of pytest's


class RegressionSummary(Printed):
    """A fitted model under one covariance; ``str()`` prints it.

    ``coefficients`` is a data frame by term (estimate, error, statistic, pValue, low, high, omitted), ``vcov`` one by
    term and term; formula, estimator, outcome, covariance, sample, effects, fit, fitter, random, notes and the others
    are as in Java.
    """

    def __init__(self, kind: str, components: dict[str, Any]) -> None:
        rows = [dict(coefficient) for coefficient in components["coefficients"]]
        table = pd.DataFrame(rows).set_index("term")
        components["coefficients"] = table
        components["vcov"] = pd.DataFrame(components["vcov"], index=table.index, columns=table.index, dtype=float)
        super().__init__(kind, components)


_KINDS: dict[str, type[Record]] = {"RegressionSummary": RegressionSummary, "TestResult": TestResult}


def result(java: Any) -> Any:
    """A Java record, list or map as a Python value, numbers to the last bit."""
    with plain_errors():
        text = jvm().python.Results.json(java)
    value = json.loads(text, object_hook=_value)
    if isinstance(value, RegressionSummary):
        object.__setattr__(value, "_java", java)
    return value


def _same(one: Any, other: Any) -> bool:
    """Equal to the last bit, NaN being equal to NaN."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and _same(list(one.values()), list(other.values()))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, pd.DataFrame) and isinstance(other, pd.DataFrame):
        return one.equals(other)
    return bool(one == other or (one != one and other != other))


def _value(components: dict[str, Any]) -> Any:
    kind = components.pop("@")
    if kind == "Map":
        return dict(map(tuple, components["entries"]))
    return _KINDS.get(kind, Record)(kind, components)
