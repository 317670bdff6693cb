"""Names, docs and defaults of params are Java's."""

from __future__ import annotations

from typing import Any

import generate_params
import pytest
from pyspark.ml.wrapper import JavaModel, JavaParams
from pyspark.sql import DataFrame, SparkSession

import agglo

STAGES = [
    getattr(agglo, name)
    for name in agglo.__all__
    if isinstance(getattr(agglo, name), type) and issubclass(getattr(agglo, name), JavaParams)
]
MADE = [stage for stage in STAGES if not issubclass(stage, JavaModel)]


def described(stage: Any, params: Any) -> dict[str, tuple[str, Any]]:
    """Doc and default of each param by name."""
    found = {}
    for param in params:
        java = stage.getParam(param.name())
        default = stage.getDefault(java).get() if stage.hasDefault(java) else None
        plain = default is None or isinstance(default, str | int | float)
        found[param.name()] = (param.doc(), default if plain else list(default))
    return found


def test_the_committed_params_are_those_that_java_has(spark: SparkSession) -> None:
    written = generate_params.FILE.read_text()
    assert written == generate_params.generate(), "Params of Java's stages changed; run src/test/python/run --params"


def test_every_java_stage_has_a_python_class(spark: SparkSession) -> None:
    folder = generate_params.ROOT / "src/main/java/org/agglo"
    java = {
        f"org.agglo.{path.parent.name}.{path.stem}"
        for path in [*folder.glob("regression/*.java"), *folder.glob("measure/*.java")]
        if "static MLReader<" in path.read_text()
    }
    assert java == {stage._java_class for stage in STAGES}


@pytest.mark.parametrize("stage", MADE)
def test_params_have_javas_names_docs_and_defaults(spark: SparkSession, stage: Any) -> None:
    made = stage()
    found = {p.name: (p.doc, made.getOrDefault(p) if made.hasDefault(p) else None) for p in made.params}
    assert found == described(made._java_obj, made._java_obj.params())


@pytest.mark.parametrize("stage", MADE)
def test_each_param_is_set_by_keyword_by_setter_and_by_set_params(spark: SparkSession, stage: Any) -> None:
    for param in stage().params:
        value = {"toListOfColumns": ["a", "b"], "toFloat": 0.5, "toInt": 7}.get(param.typeConverter.__name__, "a")
        title = param.name[0].upper() + param.name[1:]
        setter = getattr(stage(), f"set{title}")
        for made in (stage(**{param.name: value}), setter(value), stage().setParams(**{param.name: value})):
            assert getattr(made, f"get{title}")() == value


def test_lists_of_columns_may_be_one_name_or_several(spark: SparkSession) -> None:
    assert agglo.LeastSquares(clusters="year").getClusters() == ["year"]
    assert agglo.LeastSquares().setClusters("year", "firm").getClusters() == ["year", "firm"]
    assert agglo.LeastSquares(clusters=("year", "firm")).getClusters() == ["year", "firm"]
    assert agglo.LeastSquares().setClusters().getClusters() == []


def test_a_models_params_are_those_of_its_java_model(gasoline: DataFrame) -> None:
    formula = "lgaspcar ~ lincomep"
    for estimator in (
        agglo.LeastSquares(formula=formula, predictionCol="p"),
        agglo.RandomEffects(formula=formula, effect="country", predictionCol="p"),
        agglo.BetweenEffects(formula=formula, effect="country", predictionCol="p"),
        agglo.Mundlak(formula=formula, effect="country", predictionCol="p"),
        agglo.Poisson(formula="exp(lgaspcar) ~ lincomep", offsetCol="lrpmg", predictionCol="p"),
        agglo.FirstDifference(formula=formula, unitCol="country", timeCol="year", predictionCol="p"),
        agglo.InstrumentalVariables(formula=formula + " | lrpmg ~ lcarpcap", predictionCol="p"),
    ):
        model = estimator.fit(gasoline)
        assert {p.name: p.doc for p in model.params} == {p.name(): p.doc() for p in model._java_obj.params()}
        assert not any(hasattr(p, "created_from_java_param") for p in model.params)
        assert model.getPredictionCol() == "p"
        assert model.uid == model._java_obj.uid()


@pytest.mark.parametrize(
    "tests", [agglo.PanelTests, agglo.WaldTest, agglo.Hausman, agglo.Poolability, agglo.EqualCoefficients]
)
def test_tests_have_the_names_of_java(spark: SparkSession, tests: type) -> None:
    loaded = spark._jvm.java.lang.Thread.currentThread().getContextClassLoader()
    java = loaded.loadClass(f"org.agglo.regression.{tests.__name__}").getMethods()
    names = {m.getName() for m in java if m.getReturnType().getSimpleName() == "TestResult"}
    assert names == {name for name in vars(tests) if not name.startswith("_")}
