"""Stages beside pyspark's own: pipelines, tuning, saving and loading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.evaluation import RegressionEvaluator
from pyspark.ml.feature import SQLTransformer
from pyspark.ml.tuning import CrossValidator, CrossValidatorModel, ParamGridBuilder
from pyspark.sql import DataFrame, SparkSession

import agglo

FORMULA = "lgaspcar ~ lincomep + lrpmg | country"


def test_an_estimator_is_read_back_as_it_was_written(gasoline: DataFrame, tmp_path: Path) -> None:
    estimator = agglo.LeastSquares(formula=FORMULA, clusters=["country", "year"], vcov="robust")
    estimator.save(str(tmp_path / "estimator"))
    read = agglo.LeastSquares.load(str(tmp_path / "estimator"))
    assert read.uid == estimator.uid
    assert read.extractParamMap() == estimator.extractParamMap()
    assert str(read.fit(gasoline).summary()) == str(estimator.fit(gasoline).summary())


@pytest.mark.parametrize(
    "estimator",
    [
        (agglo.LeastSquares, {"formula": FORMULA}),
        (agglo.RandomEffects, {"formula": "lgaspcar ~ lincomep + lrpmg", "effect": "country"}),
        (agglo.BetweenEffects, {"formula": "lgaspcar ~ lincomep + lrpmg", "effect": "country"}),
        (agglo.Mundlak, {"formula": "lgaspcar ~ lincomep + lrpmg", "effect": "country"}),
        (agglo.Poisson, {"formula": "exp(lgaspcar) ~ lincomep | country", "offsetCol": "lrpmg", "vcov": "iid"}),
        (agglo.FirstDifference, {"formula": "lgaspcar ~ lincomep", "unitCol": "country", "timeCol": "year"}),
        (agglo.InstrumentalVariables, {"formula": "lgaspcar ~ lincomep | country | lrpmg ~ lcarpcap"}),
    ],
    ids=lambda estimator: estimator[0].__name__,
)
def test_a_model_is_read_back_with_its_summaries(gasoline: DataFrame, tmp_path: Path, estimator: tuple) -> None:
    made, arguments = estimator
    model = made(predictionCol="fitted", **arguments).fit(gasoline)
    model.write().overwrite().save(str(tmp_path / "model"))
    read = type(model).load(str(tmp_path / "model"))
    assert read.uid == model.uid
    assert read.getPredictionCol() == "fitted"
    for vcov in (None, "iid", "hc1"):
        assert read.summary(vcov) == model.summary(vcov)
    with pytest.raises(agglo.ArgumentError, match="was not saved with this model"):
        read.summary("cluster(lincomep)")
    pd.testing.assert_frame_equal(read.transform(gasoline).toPandas(), model.transform(gasoline).toPandas())


def test_works_in_a_pipeline_beside_sparks_own_stages_saved_and_loaded(gasoline: DataFrame, tmp_path: Path) -> None:
    stages = [
        SQLTransformer(statement="SELECT *, lincomep - lrpmg AS real FROM __THIS__"),
        agglo.Within(inputCols=["lgaspcar", "real"], effect="country"),
        agglo.LeastSquares(formula="lgaspcar_within ~ 0 + real_within"),
    ]
    Pipeline(stages=stages).save(str(tmp_path / "pipeline"))
    pipeline = Pipeline.load(str(tmp_path / "pipeline"))
    assert [type(stage) for stage in pipeline.getStages()] == [type(stage) for stage in stages]
    assert pipeline.getStages()[1].getInputCols() == ["lgaspcar", "real"]
    fitted = pipeline.fit(gasoline)
    fitted.save(str(tmp_path / "fitted"))
    read = PipelineModel.load(str(tmp_path / "fitted"))
    assert isinstance(read.stages[2], agglo.LeastSquaresModel)
    direct = agglo.LeastSquares(formula="lgaspcar ~ I(lincomep - lrpmg) | country").fit(gasoline).summary()
    found = read.stages[2].summary().coefficients.loc["real_within", "estimate"]
    assert found == pytest.approx(direct.coefficients["estimate"].iloc[0], rel=1e-12)
    pd.testing.assert_frame_equal(read.transform(gasoline).toPandas(), fitted.transform(gasoline).toPandas())


def test_a_pipeline_in_a_pipeline_is_saved_and_loaded_too(gasoline: DataFrame, tmp_path: Path) -> None:
    inner = Pipeline(stages=[agglo.LeastSquares(formula=FORMULA)])
    model = Pipeline(stages=[inner]).fit(gasoline)
    model.save(str(tmp_path / "nested"))
    read = PipelineModel.load(str(tmp_path / "nested"))
    assert read.stages[0].stages[0].summary() == model.stages[0].stages[0].summary()


def test_a_cross_validator_chooses_the_formula(gasoline: DataFrame, tmp_path: Path) -> None:
    estimator = agglo.LeastSquares(formula="lgaspcar ~ 1")
    formulas = ["lgaspcar ~ lincomep", "lgaspcar ~ lincomep + lrpmg + lcarpcap"]
    validator = CrossValidator(
        estimator=estimator,
        estimatorParamMaps=ParamGridBuilder().addGrid(estimator.formula, formulas).build(),
        evaluator=RegressionEvaluator(labelCol="lgaspcar"),
        numFolds=3,
        seed=1,
    )
    chosen = validator.fit(gasoline)
    assert chosen.avgMetrics[1] < chosen.avgMetrics[0]
    assert chosen.bestModel.summary().formula == formulas[1]
    chosen.save(str(tmp_path / "chosen"))
    assert CrossValidatorModel.load(str(tmp_path / "chosen")).bestModel.summary() == chosen.bestModel.summary()


def test_several_param_maps_are_fitted_at_once_and_leave_the_estimator_as_it_was(gasoline: DataFrame) -> None:
    estimator = agglo.LeastSquares(formula=FORMULA)
    pooled, same = estimator.fit(gasoline, [{estimator.formula: "lgaspcar ~ lincomep"}, {estimator.vcov: "iid"}])
    assert pooled.summary().estimator == "Pooled OLS"
    assert same.summary().covariance.spec == "iid"
    assert estimator.getFormula() == FORMULA
    assert estimator.getVcov() == "default"


def test_a_model_by_group_or_why_there_is_none(panel: Callable[[str], DataFrame], spark: SparkSession) -> None:
    crime = panel("crime")
    groups = agglo.LeastSquares(formula="log(crmrte) ~ log(polpc)").fitBy(crime, "region")
    assert groups.by == "region"
    assert groups.ungrouped == 0
    assert sum(model.summary().sample.used for model in groups.models.values()) == crime.count()
    lone = spark.createDataFrame(
        [("a", 1.0, 1.0), ("a", 2.0, 3.0), ("a", 3.0, 2.0), ("b", 1.0, 1.0)], "g string, y double, x double"
    )
    refused = agglo.LeastSquares(formula="y ~ x").fitBy(lone, "g")
    assert set(refused.models) == {"a"}
    assert set(refused.refused) == {"b"}
    assert refused.models["a"].getPredictionCol() == "prediction"


def test_several_models_at_once(gasoline: DataFrame) -> None:
    formula = "c(lgaspcar, lcarpcap) ~ lincomep + sw(lrpmg, l(lrpmg, 1)) | country"
    several = agglo.LeastSquares(formula=formula, unitCol="country", timeCol="year", vcov="iid").fitAll(gasoline)
    assert len(several.models) == 4
    assert several.refused == {}
    for label, model in several.models.items():
        alone = agglo.LeastSquares(formula=label, unitCol="country", timeCol="year", vcov="iid", fitter="crossproducts")
        assert alone.fit(gasoline).summary() == model.summary()
    lagged = [model.summary().sample for label, model in several.models.items() if "l(lrpmg, 1)" in label]
    assert [(sample.used, sum(sample.dropped.values())) for sample in lagged] == [(324, 18), (324, 18)]


def test_the_location_quotient_and_its_report(spark: SparkSession) -> None:
    rows = [("n", 1, 20.0, 100.0), ("s", 1, 10.0, 200.0), ("w", 1, None, 50.0), ("n", 2, 5.0, 10.0)]
    table = spark.createDataFrame(rows, "region string, year int, made double, all double")
    stage = agglo.LocationQuotient(activityCol="made", totalCol="all", byCols="year")
    transformed = stage.transform(table)
    found = transformed.orderBy("year", "region").toPandas()["location_quotient"]
    assert found.iloc[0] == pytest.approx(2.0, rel=1e-15)
    assert found.iloc[1] == pytest.approx(0.5, rel=1e-15)
    assert pd.isna(found.iloc[2])
    assert found.iloc[3] == pytest.approx(1.0, rel=1e-15)
    report = stage.report(transformed)
    assert report.computed == 3
    assert sum(report.missing.values()) == 1
