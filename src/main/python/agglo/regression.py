"""Regressions by formula: the estimators of org.agglo.regression."""

from __future__ import annotations

from pyspark.sql import DataFrame

from agglo import _params as params
from agglo._stage import Estimator, Transformer
from agglo.errors import plain_errors
from agglo.models import (
    BetweenEffectsModel,
    FirstDifferenceModel,
    GroupFits,
    InstrumentalVariablesModel,
    LeastSquaresModel,
    MundlakModel,
    PoissonModel,
    RandomEffectsModel,
    SeveralFits,
)


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

    def fitAll(self, dataset: DataFrame, by: str | None = None) -> SeveralFits:
        """Fits all models that the formula stands for, ``c(y, z) ~ x + sw(a, b) | fe``, reading the rows once.

        A row is used by the models that have all that they need of it. With ``by``, all for each level of that column.
        """
        with plain_errors():
            self._transfer_params_to_java()
            return SeveralFits(self._java_obj.fitAll(dataset._jdf, *([] if by is None else [by])))


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
