"""What summaries and tests hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from conftest import RESOURCES
from pyspark.sql import DataFrame

import agglo

TESTS = json.loads((RESOURCES / "expected" / "plm.json").read_text())["tests"]


@pytest.fixture(scope="module")
def model(gasoline: DataFrame) -> agglo.LeastSquaresModel:
    """Two regressors, one effect, one regressor too many."""
    estimator = agglo.LeastSquares(formula="lgaspcar ~ lincomep + lrpmg + I(2 * lrpmg) | country", clusters="year")
    return estimator.fit(gasoline)


def test_a_summary_holds_what_java_prints(model: agglo.LeastSquaresModel) -> None:
    summary = model.summary()
    text = str(summary)
    assert text.startswith("Fixed effects: lgaspcar ~ lincomep + lrpmg + I(2 * lrpmg) | country\nObservations: 342\n")
    assert f"R² {summary.fit.r2:.4f}" in text
    assert summary.sample.used == summary.sample.rows == 342
    assert summary.covariance.clusters == {"country": 18}
    assert summary.covariance.df == 17
    assert [effect.name for effect in summary.effects] == ["country"]
    assert summary.effects[0].nested is True
    assert summary.random is None
    assert any("errors are clustered by country" in note for note in summary.notes)


def test_coefficients_and_vcov_are_data_frames_by_term(model: agglo.LeastSquaresModel) -> None:
    summary = model.summary()
    terms = ["lincomep", "lrpmg", "I(2 * lrpmg)"]
    table = summary.coefficients
    assert list(table.index) == list(summary.vcov.index) == list(summary.vcov.columns) == terms
    assert list(table.columns) == ["estimate", "error", "statistic", "pValue", "low", "high", "omitted"]
    assert all(table.dtypes[:-1] == np.float64)
    assert all(summary.vcov.dtypes == np.float64)
    assert table.loc["I(2 * lrpmg)", "estimate"] == 0
    assert np.isnan(table.loc["I(2 * lrpmg)", "error"])
    assert "lrpmg" in table.loc["I(2 * lrpmg)", "omitted"]
    assert table.loc["lrpmg", "omitted"] is None


def test_another_covariance_changes_errors_not_estimates(model: agglo.LeastSquaresModel) -> None:
    default, robust = model.summary(), model.summary("robust")
    pd.testing.assert_series_equal(default.coefficients["estimate"], robust.coefficients["estimate"], check_exact=True)
    assert robust.covariance.spec == "robust"
    assert (default.coefficients["error"] != robust.coefficients["error"]).any()
    plm = model.summary(smallSample="plm")
    assert plm.covariance.spec == default.covariance.spec
    assert plm.covariance.rules == "plm"
    assert model.summary("cluster(year)", "reghdfe").covariance.rules.startswith("reghdfe")


def test_results_are_values(model: agglo.LeastSquaresModel) -> None:
    summary = model.summary()
    assert summary.fit == model.summary().fit
    assert hash(summary.fit) == hash(model.summary().fit)
    assert summary.fit != model.summary("iid").fit
    assert dict(summary.fit)["r2"] == summary.fit.r2
    assert repr(summary.sample) == "Sample(rows=342, used=342, dropped={})"
    assert "r2Within" in dir(summary.fit)
    with pytest.raises(AttributeError, match="A Fit has no r3; it has rss, tss, r2"):
        _ = summary.fit.r3
    with pytest.raises(AttributeError, match="not changed"):
        summary.fit.r2 = 1


def test_instruments_have_first_stages_and_tests(gasoline: DataFrame) -> None:
    formula = "lgaspcar ~ lincomep | country | lrpmg ~ lcarpcap"
    summary = agglo.InstrumentalVariables(formula=formula, vcov="iid").fit(gasoline).summary()
    stage = summary.instruments.stages[0]
    assert stage.endogenous == "lrpmg"
    assert stage.summary.coefficients.loc["lcarpcap", "estimate"] != 0
    assert stage.f.statistic == pytest.approx(stage.summary.coefficients.loc["lcarpcap", "statistic"] ** 2, rel=1e-10)
    assert all(str(test).startswith(test.name) for test in summary.instruments.tests)


def test_variances_of_random_effects(gasoline: DataFrame) -> None:
    random = agglo.RandomEffects(formula="lgaspcar ~ lincomep", effect="country").fit(gasoline).summary().random
    assert random.method == "Swamy–Arora"
    assert random.effects[0].effect == "country"
    assert random.effects[0].variance > 0


@pytest.mark.parametrize(
    "case",
    [t for t in TESTS if t["test"] in ("hausman", "poolability")],
    ids=lambda t: f"{t['test']} {t['panel']} {t['effect']}",
)
def test_hausman_and_poolability_are_plms(case: dict[str, Any], panel: Callable[[str], DataFrame]) -> None:
    table = panel(case["panel"])
    fixed = agglo.LeastSquares(formula=f"{case['formula']} | {case['effect']}", singletons="keep").fit(table)
    if case["test"] == "hausman":
        random = agglo.RandomEffects(formula=case["formula"], effect=case["effect"]).fit(table)
        found = agglo.Hausman.test(fixed, random)
    else:
        pooled = agglo.LeastSquares(formula=case["formula"]).fit(table)
        found = agglo.Poolability.test(fixed.summary(), pooled.summary())
    assert found.statistic == pytest.approx(case["statistic"], rel=1e-6)
    assert found.df1 == case["df1"]
    assert str(found).startswith(found.name)


@pytest.mark.parametrize("case", [t for t in TESTS if t["test"] == "equal"], ids=lambda t: t["formula"])
def test_equal_coefficients_across_groups(case: dict[str, Any], panel: Callable[[str], DataFrame]) -> None:
    groups = agglo.LeastSquares(formula=case["formula"], vcov=case["vcov"]).fitBy(panel(case["panel"]), case["groups"])
    summaries = {name: model.summary() for name, model in groups.models.items()}
    for found in (
        agglo.EqualCoefficients.test(summaries, case["term"]),
        agglo.EqualCoefficients.test(list(summaries.values()), case["term"]),
    ):
        assert found.statistic == pytest.approx(case["statistic"], rel=1e-8)
        assert found.pValue == pytest.approx(case["p"], rel=1e-7)


def test_results_are_tables_under_brooms_names(model: agglo.LeastSquaresModel) -> None:
    tidy = model.tidy("robust")
    assert list(tidy.columns) == ["term", "estimate", "std.error", "statistic", "p.value", "conf.low", "conf.high"]
    assert list(tidy["term"]) == ["lincomep", "lrpmg", "I(2 * lrpmg)"]
    assert list(tidy["std.error"].iloc[:2]) == list(model.summary("robust").coefficients["error"].iloc[:2])
    assert np.isnan(tidy["std.error"].iloc[2])
    glance = model.glance()
    assert len(glance) == 1
    assert {"r.squared", "within.r.squared", "sigma", "logLik", "AIC", "BIC", "df.residual", "nobs"} <= set(
        glance.columns
    )
    assert glance["nobs"].iloc[0] == 342
    assert glance["within.r.squared"].iloc[0] == model.summary().fit.r2Within


def test_rows_with_what_is_fitted_and_left(model: agglo.LeastSquaresModel, gasoline: DataFrame) -> None:
    rows = model.augment(gasoline).toPandas()
    assert list(rows.columns) == [*gasoline.columns, ".fitted", ".resid"]
    assert (rows[".resid"] ** 2).sum() == pytest.approx(model.summary().fit.rss, rel=1e-9)
    effects = model.fixed_effects()
    assert list(effects.columns) == ["effect", "level", "estimate", "rows"]
    assert len(effects) == 18
    assert set(effects["rows"]) == {19}
    slopes = model.summary().coefficients["estimate"]
    means = rows.groupby("country")[["lgaspcar", "lincomep", "lrpmg"]].mean()
    expected = means["lgaspcar"] - slopes["lincomep"] * means["lincomep"] - slopes["lrpmg"] * means["lrpmg"]
    found = effects.set_index("level")["estimate"]
    assert list(found[expected.index]) == pytest.approx(list(expected), rel=1e-10)


def test_tests_of_one_model(model: agglo.LeastSquaresModel) -> None:
    assert model.wald("lrpmg = 0").statistic == pytest.approx(model.summary().coefficients["statistic"]["lrpmg"] ** 2)
    both = agglo.WaldTest.zero(model.summary(), ["lincomep", "lrpmg"])
    assert both.statistic == agglo.WaldTest.slopes(model.summary()).statistic
    assert list(model.vif().index) == ["lincomep", "lrpmg", "I(2 * lrpmg)"]
    assert model.vif()["lincomep"] == pytest.approx(model.vif()["lrpmg"], rel=1e-10)


def test_specification_tests_of_panels(gasoline: DataFrame) -> None:
    regressors = "lgaspcar ~ lincomep + lrpmg"
    pooled = agglo.LeastSquares(formula=regressors, clusters=["country", "year"]).fit(gasoline)
    fixed = agglo.LeastSquares(formula=f"{regressors} | country", clusters="year").fit(gasoline)
    honda = agglo.PanelTests.honda(pooled, "country")
    assert agglo.PanelTests.breuschPagan(pooled, "country").statistic == pytest.approx(honda.statistic**2, rel=1e-10)
    assert agglo.PanelTests.breuschPagan(pooled, "country", "year").df1 == 2
    assert agglo.PanelTests.breuschGodfrey(fixed, "country", "year", 2, "within_units").df1 == 2
    assert agglo.PanelTests.pesaranCd(fixed, "country", "year", "common").pValue < 1
    with pytest.raises(agglo.ArgumentError, match="Slopes is common or by_unit, not 'own'"):
        agglo.PanelTests.pesaranCd(fixed, "country", "year", "own")


def test_the_wild_bootstrap(model: agglo.LeastSquaresModel) -> None:
    found = model.wildBootstrap("lrpmg", "country", draws=999, seed=7, multipliers="webb")
    assert (found.draws, found.clusters, found.asked.seed) == (999, 18, 7)
    assert found.estimate == model.summary().coefficients["estimate"]["lrpmg"]
    assert found.low < found.estimate < found.high
    assert found == model.wildBootstrap("lrpmg", "country", draws=999, seed=7, multipliers="webb")
