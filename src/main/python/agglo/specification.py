"""Tests between fitted models: org.agglo.regression."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyspark import SparkContext

from agglo._session import jvm
from agglo.errors import plain_errors
from agglo.models import RandomEffectsModel, RegressionModel
from agglo.results import RegressionSummary, TestResult, result


class Hausman:
    """Hausman's (1978) test of random against fixed effects: H = d'·(V_F − V_R)⁻¹·d, χ²(q) if both are consistent."""

    @staticmethod
    def test(one: RegressionModel, other: RegressionModel) -> TestResult:
        """The test, under independent errors of equal variance whatever the models were asked for.

        Of a LeastSquaresModel with fixed effects and a RandomEffectsModel, of the former and a BetweenEffectsModel, or
        of a RandomEffectsModel and a BetweenEffectsModel.
        """
        with plain_errors():
            return result(jvm().regression.Hausman.test(one._java_obj, other._java_obj))

    @staticmethod
    def auxiliary(random: RandomEffectsModel, vcov: str, smallSample: str | None = None) -> TestResult:
        """The regression form: a Wald test under any covariance, never negative; plm's ``phtest(method = "aux")``."""
        rules = [] if smallSample is None else [smallSample]
        with plain_errors():
            return result(jvm().regression.Hausman.auxiliary(random._java_obj, vcov, *rules))


class EqualCoefficients:
    """Wald test that one coefficient is the same in every group, of models fitted apart on independent groups."""

    @staticmethod
    def test(groups: Mapping[str, RegressionSummary] | Sequence[RegressionSummary], term: str) -> TestResult:
        """The test; groups by name, or in a list, of the term as the summaries name it."""
        if not isinstance(groups, Mapping):
            groups = {f"group {number}": summary for number, summary in enumerate(groups, 1)}
        package = jvm()
        named = SparkContext._jvm.java.util.LinkedHashMap()
        for name, summary in groups.items():
            named.put(name, summary._java)
        with plain_errors():
            return result(package.regression.EqualCoefficients.test(named, term))


class Poolability:
    """F test that the fixed effects are all equal, so that pooled least squares would do; plm calls it pFtest."""

    @staticmethod
    def test(fixed: RegressionSummary, pooled: RegressionSummary) -> TestResult:
        """The test, of two summaries of the same outcome, regressors and rows."""
        with plain_errors():
            return result(jvm().regression.Poolability.test(fixed._java, pooled._java))
