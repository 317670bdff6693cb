"""Fitted regressions: the models of org.agglo.regression."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pyspark.sql import DataFrame, SparkSession

from agglo import _params as params
from agglo._session import constant, jvm
from agglo._stage import Model
from agglo.errors import plain_errors
from agglo.results import Record, RegressionSummary, TestResult, result
from agglo.wald import WaldTest


class RegressionModel(Model, params.RegressionModelParams):
    """A fitted regression: its summary under any covariance, and predictions."""

    def summary(self, vcov: str | None = None, smallSample: str | None = None) -> RegressionSummary:
        """The summary under the covariance that the fit was asked for, or under another: nothing is fitted again.

        Parameters
        ----------
        vcov
            such as ``robust``, ``cluster(province)`` or ``dk(year)``; that of the fit if none is given
        smallSample
            such as ``reghdfe`` or ``fixest(K.fixef = full)``; that of the fit if none is given

        """
        with plain_errors():
            java = self._java_obj.summary()
            if smallSample is not None:
                java = self._java_obj.summary(java.covariance().spec() if vcov is None else vcov, smallSample)
            elif vcov is not None:
                java = self._java_obj.summary(vcov)
        return result(java)

    def tidy(self, vcov: str | None = None) -> pd.DataFrame:
        """One row for each term, under broom's names; NaN for what an omitted term has not."""
        return self._table("tidy", vcov)

    def glance(self, vcov: str | None = None) -> pd.DataFrame:
        """One row, under broom's names; NaN for what the estimator has not."""
        return self._table("glance", vcov)

    def augment(self, dataset: DataFrame) -> DataFrame:
        """The rows with ``.fitted``, fixed effects included, and ``.resid``; null in rows that the fit leaves out."""
        with plain_errors():
            self._transfer_params_to_java()
            return DataFrame(self._java_obj.augment(dataset._jdf), dataset.sparkSession)

    def fixed_effects(self) -> pd.DataFrame:
        """The fixed effects: effect, level, estimate and rows.

        They are in fixest's form: the first effect is free; in each later one the first level of each connected part of
        the graph of its levels and those of the first effect is 0.
        """
        return self._table("fixedEffects")

    def vif(self) -> pd.Series:
        """The variance inflation factor of each term, 1/(1 − R²) of its regression on the others within effects."""
        with plain_errors():
            return pd.Series(result(self._java_obj.vif()), name="vif", dtype=float).rename_axis("term")

    def wald(self, *restrictions: str) -> TestResult:
        """That all these linear restrictions hold, such as ``"log(pcap) + log(pc) = 1"``; see WaldTest."""
        return WaldTest.linear(self.summary(), *restrictions)

    def _table(self, method: str, vcov: str | None = None) -> pd.DataFrame:
        with plain_errors():
            java = getattr(self._java_obj, method)(*([] if vcov is None else [vcov]))
            return DataFrame(java, SparkSession.active()).toPandas()


class LeastSquaresModel(RegressionModel):
    """A fitted LeastSquares.

    The prediction is the intercept plus the slopes times the regressors; with fixed effects it is the part of the
    regressors alone. It is null where a regressor is missing or not defined; the outcome and the effects are not read.
    """

    _java_class = "org.agglo.regression.LeastSquaresModel"

    def wildBootstrap(
        self,
        term: str,
        cluster: str,
        *,
        value: float = 0,
        hypothesis: str = "imposed",
        multipliers: str = "rademacher",
        draws: int = 9_999,
        seed: int = 1,
        level: float = 0.05,
    ) -> Record:
        """Tests a coefficient by the wild cluster bootstrap, for few clusters; no Spark job runs.

        Parameters
        ----------
        term
            as the summary names it
        cluster
            a column that was read with the fit
        value
            what the coefficient is under the null hypothesis
        hypothesis
            whether the redrawn outcomes obey the null hypothesis: ``imposed`` or ``free``
        multipliers
            what errors are multiplied with: ``rademacher`` or ``webb``
        draws
            how many; if there are no more patterns of signs than that, each Rademacher pattern is taken once instead
        seed
            the same seed gives the same draws
        level
            of the interval's errors

        """
        java = jvm().regression
        choice = (
            constant("WildBootstrap", "Hypothesis", hypothesis),
            constant("WildBootstrap", "Multipliers", multipliers),
        )
        with plain_errors():
            asked = java.WildBootstrap(term, cluster, float(value), *choice, draws, seed, float(level))
            return result(self._java_obj.wildBootstrap(asked))


class RandomEffectsModel(RegressionModel):
    """A fitted RandomEffects; the prediction is the intercept plus the slopes times the regressors, without the
    effects.
    """

    _java_class = "org.agglo.regression.RandomEffectsModel"


class BetweenEffectsModel(RegressionModel):
    """A fitted BetweenEffects; the prediction is the intercept plus the slopes times the regressors of a row."""

    _java_class = "org.agglo.regression.BetweenEffectsModel"


class FirstDifferenceModel(RegressionModel):
    """A fitted FirstDifference.

    The prediction is the slopes times the regressors of a row, without the intercept: differences of it within a unit
    are the predicted changes of the outcome, to which the intercept adds once a period.
    """

    _java_class = "org.agglo.regression.FirstDifferenceModel"


class MundlakModel(RegressionModel):
    """A fitted Mundlak: the test of the means, too.

    The prediction is the intercept, the slopes times the regressors, and the coefficients of the means times the means
    by level over the rows of the table given.
    """

    _java_class = "org.agglo.regression.MundlakModel"

    def uncorrelated(self, vcov: str | None = None) -> TestResult:
        """That the coefficients of all means are zero, so that the effects are uncorrelated with the regressors."""
        with plain_errors():
            return result(self._java_obj.uncorrelated() if vcov is None else self._java_obj.uncorrelated(vcov))


class PoissonModel(RegressionModel, params.PoissonModelParams):
    """A fitted Poisson; the prediction is the mean exp(o + x'β), o the offset, fixed effects at 0."""

    _java_class = "org.agglo.regression.PoissonModel"


class InstrumentalVariablesModel(RegressionModel):
    """A fitted InstrumentalVariables: its summary holds the first stages and the tests of the instruments.

    The prediction is the intercept plus the slopes times the regressors, endogenous ones as they are in the row; with
    fixed effects without these. The instruments are not read.
    """

    _java_class = "org.agglo.regression.InstrumentalVariablesModel"


class GroupFits:
    """A model, or the reason why there is none, for each level of a column.

    ``by`` is the column, ``models`` the model by level, ``refused`` the reason by level, ``ungrouped`` the number of
    rows in which the level is missing.
    """

    def __init__(self, java: Any) -> None:
        self.by: str = java.by()
        self.models: dict[str, LeastSquaresModel] = {
            level: LeastSquaresModel(model) for level, model in java.models().items()
        }
        self.refused: dict[str, str] = dict(java.refused())
        self.ungrouped: int = java.ungrouped()


class SeveralFits:
    """Models that were fitted at once, by group, then by outcome, then by step.

    ``models`` and ``refused`` hold the fits, and the reasons where there is none, by formula, after the group if there
    is one: ``east: y ~ x | year``. ``ungrouped`` is the number of rows without a group.
    """

    def __init__(self, java: Any) -> None:
        self.models: dict[str, LeastSquaresModel] = {
            label: LeastSquaresModel(model) for label, model in java.models().items()
        }
        self.refused: dict[str, str] = dict(java.refused())
        self.ungrouped: int = java.ungrouped()
