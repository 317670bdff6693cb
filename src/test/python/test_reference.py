"""What plm, sandwich and AER, pyfixest, linearmodels and statsmodels compute on the committed panels."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby
from typing import Any

import pandas as pd
import pytest
from conftest import RESOURCES
from pyspark.sql import DataFrame

import agglo

RELATIVE = 1e-8
# fepois keeps the weights of the step before the last in its covariances.
ITERATED = {("poisson.json", "pyfixest"): 1e-6}
NOTHING = 1e-300
COLUMNS = {
    "estimate": "estimate",
    "error": "error",
    "statistic": "statistic",
    "p": "pValue",
    "low": "low",
    "high": "high",
}
KEYS = ("country", "county", "state", "townid", "firm", "region", "subject", "type", "origin", "destination", "year")
MODEL = ("file", "panel", "formula", "effect", "components", "exposure", "weights")


def models(*files: str) -> list[Any]:
    """The expected values of each model under its covariances; a model is fitted once."""
    cases = []
    for file in files:
        for case in json.loads((RESOURCES / "expected" / file).read_text())["cases"]:
            cases.append({"effect": "", "components": "", "exposure": "", "weights": "none", "file": file} | case)
    cases.sort(key=key)
    return [pytest.param(list(same), id=" ".join(filter(None, model))) for model, same in groupby(cases, key)]


def key(case: dict[str, Any]) -> tuple[str, ...]:
    """What tells a model."""
    return tuple(case[name] for name in MODEL)


def fit(case: dict[str, Any], table: DataFrame) -> agglo.LeastSquaresModel:
    """The model of a case."""
    clusters = [column for column in KEYS if column in table.columns]
    made: Any
    if case["effect"]:
        made = agglo.RandomEffects(effect=case["effect"], method=case["components"])
    elif case["file"] == "poisson.json":
        made = agglo.Poisson(exposureCol=case["exposure"])
    elif case["file"] in ("iv.json", "ivreg.json"):
        made = agglo.InstrumentalVariables()
    else:
        made = agglo.LeastSquares(singletons="keep")
    made.setParams(formula=case["formula"], clusters=clusters, vcov="iid")
    if case["weights"] == "frequency":
        made.setParams(weightCol="f", weightType="frequency")
    elif case["weights"] == "analytic":
        made.setParams(weightCol="population" if case["panel"] == "cigarettes" else "w")
    return made.fit(table)


@pytest.mark.parametrize("cases", models("plm.json", "python.json", "iv.json", "ivreg.json", "poisson.json"))
def test_agrees_with_other_programs(cases: list[dict[str, Any]], panel: Callable[[str], DataFrame]) -> None:
    model = fit(cases[0], panel(cases[0]["panel"]))
    for case in cases:
        summary = model.summary(case["vcov"])
        assert isinstance(summary.coefficients, pd.DataFrame)
        assert isinstance(summary.vcov, pd.DataFrame)
        assert summary.observations == case.get("n", summary.observations)
        relative = ITERATED.get((case["file"], case["by"]), RELATIVE)
        for term, expected in case["terms"].items():
            compare(summary.coefficients.loc[term], expected, relative, f"{case['vcov']} {case['by']} {term}")


def compare(found: pd.Series, expected: dict[str, float | None], relative: float, title: str) -> None:
    """Each value that the other program gives, a tail by the digits that it loses, a bound near zero by its width."""
    for name, value in expected.items():
        if value is None:
            continue
        scale = 1.0
        if name == "p":
            scale = max(1.0, found["statistic"] ** 2)
        elif name in ("low", "high"):
            scale = max(1.0, max(abs(found["low"]), abs(found["high"])) / abs(value))
        assert found[COLUMNS[name]] == pytest.approx(value, rel=relative * scale, abs=NOTHING), f"{title} {name}"
