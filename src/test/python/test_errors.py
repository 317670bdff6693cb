"""A mistake is a ValueError that says what, where, and what to do next, without a Java stack trace."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from pyspark.sql import DataFrame

import agglo


def raised(work: Callable[[], object]) -> Exception:
    """What the work raises; its traceback shows no Java."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the callers look at type and message
        work()
    shown = "".join(traceback.format_exception(caught.value))
    assert "Py4J" not in shown
    assert "\tat " not in shown
    assert "org.agglo" not in shown
    return caught.value


def test_a_formula_that_is_not_understood_is_pointed_at(gasoline: DataFrame) -> None:
    error = raised(lambda: agglo.LeastSquares(formula="lgaspcar ~ lincomep +* 2").fit(gasoline))
    assert isinstance(error, agglo.ArgumentError)
    message, formula, caret = str(error).splitlines()
    assert message == "Expected a number, a name or a function, found '*' at character 22:"
    assert formula[caret.index("^")] == "*"


def test_a_column_that_is_not_there_is_named_with_the_nearest(gasoline: DataFrame) -> None:
    error = raised(lambda: agglo.LeastSquares(formula="lgaspcar ~ lincom").fit(gasoline))
    assert isinstance(error, agglo.DataError)
    assert "The table has no column 'lincom'; did you mean 'lincomep'?" in str(error)


def test_a_model_that_the_rows_do_not_determine(gasoline: DataFrame) -> None:
    error = raised(lambda: agglo.LeastSquares(formula="lgaspcar ~ 0 + I(lincomep - lincomep)").fit(gasoline))
    assert isinstance(error, agglo.NotEstimable)
    assert "no regressor is left" in str(error)


@pytest.mark.parametrize(
    "stage", [stage for stage in vars(agglo).values() if hasattr(stage, "formula") and hasattr(stage, "fit")]
)
def test_a_formula_has_to_be_set(gasoline: DataFrame, stage: type) -> None:
    error = raised(lambda: stage().fit(gasoline))
    assert isinstance(error, agglo.ArgumentError)
    assert "formula" in str(error)


def test_settings_that_are_wrong_stop_in_every_stage(gasoline: DataFrame) -> None:
    assert "The mean is zero or grand, not 'middle'" in str(
        raised(lambda: agglo.Within(inputCols="lrpmg", effect="country", mean="middle").transform(gasoline))
    )
    random = agglo.RandomEffects(formula="lgaspcar ~ lrpmg", effect="country", method="swamy")
    assert "swar" in str(raised(lambda: random.fit(gasoline)))
    model = agglo.LeastSquares(formula="lgaspcar ~ lrpmg").fit(gasoline)
    assert "No covariance 'clstr'" in str(raised(lambda: model.summary("clstr(year)")))
    assert "year" in str(raised(lambda: model.summary("cluster(year)")))
    assert "'prediction' is there already" in str(raised(lambda: model.transform(model.transform(gasoline))))
    quotient = agglo.LocationQuotient(activityCol="nothing", totalCol="lrpmg")
    assert isinstance(raised(lambda: quotient.transform(gasoline)), agglo.DataError)


def test_tests_of_models_that_cannot_be_compared(gasoline: DataFrame) -> None:
    fixed = agglo.LeastSquares(formula="lgaspcar ~ lrpmg | country").fit(gasoline)
    random = agglo.RandomEffects(formula="lgaspcar ~ lrpmg", effect="year").fit(gasoline)
    assert isinstance(raised(lambda: agglo.Hausman.test(fixed, random)), agglo.NotEstimable)
    groups = [fixed.summary(), fixed.summary()]
    assert "no such term" in str(raised(lambda: agglo.EqualCoefficients.test(groups, "lincomep")))


def test_a_word_that_is_no_setting() -> None:
    with pytest.raises(TypeError, match="cluster"):
        agglo.LeastSquares(formula="y ~ x", cluster="year")


def python(program: str, tmp_path: Path, **environment: str) -> str:
    """What a Python of its own prints on both streams."""
    found = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, **environment},
        check=False,
    )
    return found.stdout + found.stderr


def test_without_a_session_the_way_to_one_is_said(tmp_path: Path) -> None:
    shown = python("import agglo; agglo.LeastSquares(formula='y ~ x')", tmp_path)
    assert "JarMissing: There is no Spark session; make one with agglo.session()" in shown


def test_a_session_without_the_jar_is_told_how_to_get_it(tmp_path: Path) -> None:
    program = """
from pyspark.sql import SparkSession
import agglo
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
for work in (agglo.session, lambda: agglo.LeastSquares(formula="y ~ x"), lambda: agglo.LeastSquaresModel.load("x")):
    try:
        work()
    except agglo.JarMissing as error:
        print("TOLD:", error)
"""
    shown = python(program, tmp_path)
    assert shown.count("TOLD: Agglo's jar is not on the class path of this Spark session") == 3
    assert 'SparkSession.builder.config("spark.jars", agglo.jar())' in shown


def test_a_session_of_ones_own_with_the_jar_serves_and_a_local_one_is_quiet(tmp_path: Path) -> None:
    own = """
from pyspark.sql import SparkSession
import agglo
spark = SparkSession.builder.master("local[1]").config("spark.jars", agglo.jar()).getOrCreate()
assert agglo.session() is spark
print(agglo.LeastSquares(formula="id ~ 1").fit(spark.range(5)).summary().coefficients.loc["(Intercept)", "estimate"])
"""
    assert "\n2.0\n" in "\n" + python(own, tmp_path)
    quiet = "import agglo; agglo.session('local[1]').range(5).count(); print('done')"
    lines = [line for line in python(quiet, tmp_path).splitlines() if "incubator modules" not in line]
    assert lines == ["done"]


def test_the_environment_names_the_jar(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "no.jar")
    assert f"AGGLO_JAR is {nowhere}, and no file is there" in python(
        "import agglo; agglo.jar()", tmp_path, AGGLO_JAR=nowhere
    )
    assert python("import agglo; print(agglo.jar())", tmp_path, AGGLO_JAR=__file__).strip() == __file__
