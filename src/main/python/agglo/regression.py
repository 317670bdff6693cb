"""Regressions by formula: org.agglo.regression."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pyspark.sql import DataFrame, SparkSession

from agglo import _params as params
from agglo._session import constant, jvm
from agglo._stage import Estimator, Model, Transformer
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


class LeastSquares(params.LeastSquaresParams, Estimator):
    """Least squares by formula, pooled or with any number of fixed effects: ``y ~ x | region + year``.

    The effects are swept out and MLlib's linear regression, or cross-products, finds the slopes on what is left (Frisch
    and Waugh 1933, Lovell 1963). Rows in which a name is missing or a function not defined are dropped and counted by
    reason. Regressors that cannot be told apart from others, a constant or the effects are left out, named with the
    reason; what cannot be estimated at all raises NotEstimable.
    """

    _java_class = "org.agglo.regression.LeastSquares"
    _model = LeastSquaresModel

    def fitBy(self, dataset: DataFrame, by: str) -> GroupFits:
        """Fits the formula to each level of a column, the rows being read once for all."""
        with plain_errors():
            self._transfer_params_to_java()
            return GroupFits(self._java_obj.fitBy(dataset._jdf, by))


class RandomEffects(params.RandomEffectsParams, Estimator):
    """Random effects of one column or two, by generalised least squares: quasi-demeaned by Swamy and Arora's or other
    variances.

    Tests are against the normal distribution. A negative variance is set to zero and noted.
    """

    _java_class = "org.agglo.regression.RandomEffects"
    _model = RandomEffectsModel


class BetweenEffects(params.BetweenEffectsParams, Estimator):
    """The between estimator: least squares of the means of each level of an effect, one row a level.

    It is consistent only if the effects of the levels are not correlated with the regressors. n, R² and degrees of
    freedom are those of the means, as in plm, linearmodels and Stata's xtreg, be.
    """

    _java_class = "org.agglo.regression.BetweenEffects"
    _model = BetweenEffectsModel


class FirstDifference(params.FirstDifferenceParams, Estimator):
    """First differences: least squares of the changes of each unit from one period to the next.

    The formula is evaluated first and differenced afterwards. The intercept is the change per period that the
    regressors do not explain. Where a unit lacks periods, gaps = calendar (default) takes only rows one step of the
    time column apart, adjacent the row before it, however long ago.
    """

    _java_class = "org.agglo.regression.FirstDifference"
    _model = FirstDifferenceModel


class Mundlak(params.MundlakParams, Estimator):
    """Correlated random effects (Mundlak 1978): random effects of the regressors and of their means by level.

    The slopes of regressors that vary within the levels are those of fixed effects, and regressors that do not vary
    there stay in the model. The means are named ``mean(…)``; their coefficients are zero if the effects are
    uncorrelated with the regressors.
    """

    _java_class = "org.agglo.regression.Mundlak"
    _model = MundlakModel


class Poisson(params.PoissonParams, Estimator):
    """Poisson pseudo-maximum likelihood, pooled or with fixed effects: E[y | x] = exp(o + x'β + α₁ + …).

    The outcome is any number of zero or more; zeros stay in. Rows on which the likelihood has no maximum are left out
    and counted by reason. Tests are against the normal distribution, small-sample factors are those of fixest's fepois.
    """

    _java_class = "org.agglo.regression.Poisson"
    _model = PoissonModel


class InstrumentalVariables(params.InstrumentalVariablesParams, Estimator):
    """Two-stage least squares, pooled or with fixed effects: ``y ~ x | region + year | price ~ tax``.

    Every summary holds the first stages and their F, the tests of weak instruments (Cragg–Donald, Kleibergen–Paap), of
    overidentification (Sargan or Hansen's J) and of endogeneity (Wu–Hausman, Durbin), under its covariance.
    """

    _java_class = "org.agglo.regression.InstrumentalVariables"
    _model = InstrumentalVariablesModel


class Within(params.WithinParams, Transformer):
    """The within transformation of one fixed effect, x_it less the mean of its level, by window functions.

    For each input column one column is added, named with a suffix. With mean = grand the mean of all values is added
    back. A value is null where the input or the effect is missing.
    """

    _java_class = "org.agglo.regression.Within"
