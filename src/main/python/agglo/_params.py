"""The params of the stages. Generated from Java by src/test/python/generate_params.py; not for editing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from pyspark import keyword_only
from pyspark.ml.param import Param, Params, TypeConverters

from agglo._stage import toListOfColumns

P = TypeVar("P", bound=Params)


class RegressionParams(Params):
    """The params that RegressionParams declares."""

    _defaults: ClassVar[dict[str, Any]] = {
        "clusters": [],
        "fitter": "auto",
        "predictionCol": "prediction",
        "predictionType": "xb",
        "singletons": "drop",
        "smallSample": "default",
        "vcov": "default",
        "vcovColumns": [],
        "weightType": "analytic",
    }

    clusters: Param[list[str]] = Param(
        Params._dummy(),
        "clusters",
        "further columns of levels to read along, for covariances chosen after the fit; none by default",
        typeConverter=toListOfColumns,
    )

    def getClusters(self) -> list[str]:
        """The value of clusters, or its default."""
        return self.getOrDefault(self.clusters)

    def setClusters(self: P, *value: str | Iterable[str]) -> P:
        """Sets clusters: further columns of levels to read along, for covariances chosen after the fit; none by default."""
        return self._set(clusters=value)

    fitter: Param[str] = Param(
        Params._dummy(),
        "fitter",
        "what finds the slopes: mllib, crossproducts, or auto (default): mllib up to a million cells, then crossproducts",
        typeConverter=TypeConverters.toString,
    )

    def getFitter(self) -> str:
        """The value of fitter, or its default."""
        return self.getOrDefault(self.fitter)

    def setFitter(self: P, value: str) -> P:
        """Sets fitter: what finds the slopes: mllib, crossproducts, or auto (default): mllib up to a million cells, then crossproducts."""
        return self._set(fitter=value)

    formula: Param[str] = Param(
        Params._dummy(),
        "formula",
        "the model, such as log(pat) ~ log(maggl) + urb | province + year",
        typeConverter=TypeConverters.toString,
    )

    def getFormula(self) -> str:
        """The value of formula, or its default."""
        return self.getOrDefault(self.formula)

    def setFormula(self: P, value: str) -> P:
        """Sets formula: the model, such as log(pat) ~ log(maggl) + urb | province + year."""
        return self._set(formula=value)

    predictionCol: Param[str] = Param(
        Params._dummy(),
        "predictionCol",
        "name of the column of predictions, prediction by default",
        typeConverter=TypeConverters.toString,
    )

    def getPredictionCol(self) -> str:
        """The value of predictionCol, or its default."""
        return self.getOrDefault(self.predictionCol)

    def setPredictionCol(self: P, value: str) -> P:
        """Sets predictionCol: name of the column of predictions, prediction by default."""
        return self._set(predictionCol=value)

    predictionType: Param[str] = Param(
        Params._dummy(),
        "predictionType",
        "what is predicted: xb (default), the regressors' part, or fitted, with the fixed effects of the row's levels",
        typeConverter=TypeConverters.toString,
    )

    def getPredictionType(self) -> str:
        """The value of predictionType, or its default."""
        return self.getOrDefault(self.predictionType)

    def setPredictionType(self: P, value: str) -> P:
        """Sets predictionType: what is predicted: xb (default), the regressors' part, or fitted, with the fixed effects of the row's levels."""
        return self._set(predictionType=value)

    singletons: Param[str] = Param(
        Params._dummy(),
        "singletons",
        "rows that are alone in a level of the formula's effects: drop (default), to a fixed point, or keep",
        typeConverter=TypeConverters.toString,
    )

    def getSingletons(self) -> str:
        """The value of singletons, or its default."""
        return self.getOrDefault(self.singletons)

    def setSingletons(self: P, value: str) -> P:
        """Sets singletons: rows that are alone in a level of the formula's effects: drop (default), to a fixed point, or keep."""
        return self._set(singletons=value)

    smallSample: Param[str] = Param(
        Params._dummy(),
        "smallSample",
        "small-sample rules: default, fixest, stata-xtreg, stata-areg, reghdfe, plm, linearmodels or none",
        typeConverter=TypeConverters.toString,
    )

    def getSmallSample(self) -> str:
        """The value of smallSample, or its default."""
        return self.getOrDefault(self.smallSample)

    def setSmallSample(self: P, value: str) -> P:
        """Sets smallSample: small-sample rules: default, fixest, stata-xtreg, stata-areg, reghdfe, plm, linearmodels or none."""
        return self._set(smallSample=value)

    timeCol: Param[str] = Param(
        Params._dummy(),
        "timeCol",
        "column of periods, whole numbers such as years, by which lags are counted; no default",
        typeConverter=TypeConverters.toString,
    )

    def getTimeCol(self) -> str:
        """The value of timeCol, or its default."""
        return self.getOrDefault(self.timeCol)

    def setTimeCol(self: P, value: str) -> P:
        """Sets timeCol: column of periods, whole numbers such as years, by which lags are counted; no default."""
        return self._set(timeCol=value)

    unitCol: Param[str] = Param(
        Params._dummy(),
        "unitCol",
        "column of units, in which lags such as l(x, 1) are looked up; no default",
        typeConverter=TypeConverters.toString,
    )

    def getUnitCol(self) -> str:
        """The value of unitCol, or its default."""
        return self.getOrDefault(self.unitCol)

    def setUnitCol(self: P, value: str) -> P:
        """Sets unitCol: column of units, in which lags such as l(x, 1) are looked up; no default."""
        return self._set(unitCol=value)

    vcov: Param[str] = Param(
        Params._dummy(),
        "vcov",
        "covariance of the summary: default (cluster by the first effect, else iid), iid, robust (hc1), hc0, hc2, hc3, cluster(a, b), crv3(a), nw(unit, time), dk(time) or conley(lat, lon, cutoff = km)",
        typeConverter=TypeConverters.toString,
    )

    def getVcov(self) -> str:
        """The value of vcov, or its default."""
        return self.getOrDefault(self.vcov)

    def setVcov(self: P, value: str) -> P:
        """Sets vcov: covariance of the summary: default (cluster by the first effect, else iid), iid, robust (hc1), hc0, hc2, hc3, cluster(a, b), crv3(a), nw(unit, time), dk(time) or conley(lat, lon, cutoff = km)."""
        return self._set(vcov=value)

    vcovColumns: Param[list[str]] = Param(
        Params._dummy(),
        "vcovColumns",
        "further columns of units, periods or places to read along, for covariances chosen after the fit; none by default",
        typeConverter=toListOfColumns,
    )

    def getVcovColumns(self) -> list[str]:
        """The value of vcovColumns, or its default."""
        return self.getOrDefault(self.vcovColumns)

    def setVcovColumns(self: P, *value: str | Iterable[str]) -> P:
        """Sets vcovColumns: further columns of units, periods or places to read along, for covariances chosen after the fit; none by default."""
        return self._set(vcovColumns=value)

    weightCol: Param[str] = Param(
        Params._dummy(),
        "weightCol",
        "column that weighs the rows; none by default",
        typeConverter=TypeConverters.toString,
    )

    def getWeightCol(self) -> str:
        """The value of weightCol, or its default."""
        return self.getOrDefault(self.weightCol)

    def setWeightCol(self: P, value: str) -> P:
        """Sets weightCol: column that weighs the rows; none by default."""
        return self._set(weightCol=value)

    weightType: Param[str] = Param(
        Params._dummy(),
        "weightType",
        "what a weight is: analytic (default), the error's variance being inverse to it, or frequency, a number of equal rows",
        typeConverter=TypeConverters.toString,
    )

    def getWeightType(self) -> str:
        """The value of weightType, or its default."""
        return self.getOrDefault(self.weightType)

    def setWeightType(self: P, value: str) -> P:
        """Sets weightType: what a weight is: analytic (default), the error's variance being inverse to it, or frequency, a number of equal rows."""
        return self._set(weightType=value)


class RegressionModelParams(Params):
    """The params that RegressionModel declares."""

    _defaults: ClassVar[dict[str, Any]] = {"predictionCol": "prediction", "predictionType": "xb"}

    predictionCol: Param[str] = Param(
        Params._dummy(),
        "predictionCol",
        "name of the column of predictions, prediction by default",
        typeConverter=TypeConverters.toString,
    )

    def getPredictionCol(self) -> str:
        """The value of predictionCol, or its default."""
        return self.getOrDefault(self.predictionCol)

    def setPredictionCol(self: P, value: str) -> P:
        """Sets predictionCol: name of the column of predictions, prediction by default."""
        return self._set(predictionCol=value)

    predictionType: Param[str] = Param(
        Params._dummy(),
        "predictionType",
        "what is predicted: xb (default), the regressors' part, or fitted, with the fixed effects of the row's levels",
        typeConverter=TypeConverters.toString,
    )

    def getPredictionType(self) -> str:
        """The value of predictionType, or its default."""
        return self.getOrDefault(self.predictionType)

    def setPredictionType(self: P, value: str) -> P:
        """Sets predictionType: what is predicted: xb (default), the regressors' part, or fitted, with the fixed effects of the row's levels."""
        return self._set(predictionType=value)


class PoissonModelParams(Params):
    """The params that PoissonModel declares."""

    _defaults: ClassVar[dict[str, Any]] = {}

    exposureCol: Param[str] = Param(
        Params._dummy(),
        "exposureCol",
        "column that the mean is proportional to, its logarithm being the offset; none by default",
        typeConverter=TypeConverters.toString,
    )

    def getExposureCol(self) -> str:
        """The value of exposureCol, or its default."""
        return self.getOrDefault(self.exposureCol)

    def setExposureCol(self: P, value: str) -> P:
        """Sets exposureCol: column that the mean is proportional to, its logarithm being the offset; none by default."""
        return self._set(exposureCol=value)

    offsetCol: Param[str] = Param(
        Params._dummy(),
        "offsetCol",
        "column, or expression such as log(population), added to the linear predictor with coefficient 1; none by default",
        typeConverter=TypeConverters.toString,
    )

    def getOffsetCol(self) -> str:
        """The value of offsetCol, or its default."""
        return self.getOrDefault(self.offsetCol)

    def setOffsetCol(self: P, value: str) -> P:
        """Sets offsetCol: column, or expression such as log(population), added to the linear predictor with coefficient 1; none by default."""
        return self._set(offsetCol=value)


class LeastSquaresParams(RegressionParams):
    """The params of LeastSquares."""

    _defaults: ClassVar[dict[str, Any]] = RegressionParams._defaults | {}

    @keyword_only
    def __init__(
        self,
        *,
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> None:
        super().__init__()
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self: P,
        *,
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> P:
        """Sets those that are given."""
        return self._set(**self._input_kwargs)


class RandomEffectsParams(RegressionParams):
    """The params of RandomEffects."""

    _defaults: ClassVar[dict[str, Any]] = RegressionParams._defaults | {"method": "swar"}

    effect: Param[list[str]] = Param(
        Params._dummy(),
        "effect",
        "the column, or the two columns, whose levels have a random effect",
        typeConverter=toListOfColumns,
    )

    def getEffect(self) -> list[str]:
        """The value of effect, or its default."""
        return self.getOrDefault(self.effect)

    def setEffect(self: P, *value: str | Iterable[str]) -> P:
        """Sets effect: the column, or the two columns, whose levels have a random effect."""
        return self._set(effect=value)

    method: Param[str] = Param(
        Params._dummy(),
        "method",
        "how the variances are found: swar (default), harmonic, walhus, amemiya or nerlove",
        typeConverter=TypeConverters.toString,
    )

    def getMethod(self) -> str:
        """The value of method, or its default."""
        return self.getOrDefault(self.method)

    def setMethod(self: P, value: str) -> P:
        """Sets method: how the variances are found: swar (default), harmonic, walhus, amemiya or nerlove."""
        return self._set(method=value)

    @keyword_only
    def __init__(
        self,
        *,
        effect: str | Iterable[str] = (),
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        method: str = "swar",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> None:
        super().__init__()
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self: P,
        *,
        effect: str | Iterable[str] = (),
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        method: str = "swar",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> P:
        """Sets those that are given."""
        return self._set(**self._input_kwargs)


class BetweenEffectsParams(RegressionParams):
    """The params of BetweenEffects."""

    _defaults: ClassVar[dict[str, Any]] = RegressionParams._defaults | {}

    effect: Param[str] = Param(
        Params._dummy(),
        "effect",
        "the column whose levels' means are regressed, such as the firm",
        typeConverter=TypeConverters.toString,
    )

    def getEffect(self) -> str:
        """The value of effect, or its default."""
        return self.getOrDefault(self.effect)

    def setEffect(self: P, value: str) -> P:
        """Sets effect: the column whose levels' means are regressed, such as the firm."""
        return self._set(effect=value)

    @keyword_only
    def __init__(
        self,
        *,
        effect: str | None = None,
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> None:
        super().__init__()
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self: P,
        *,
        effect: str | None = None,
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> P:
        """Sets those that are given."""
        return self._set(**self._input_kwargs)


class FirstDifferenceParams(RegressionParams):
    """The params of FirstDifference."""

    _defaults: ClassVar[dict[str, Any]] = RegressionParams._defaults | {"gaps": "calendar"}

    gaps: Param[str] = Param(
        Params._dummy(),
        "gaps",
        "differences over one step of the calendar only (calendar, default) or to the row before (adjacent)",
        typeConverter=TypeConverters.toString,
    )

    def getGaps(self) -> str:
        """The value of gaps, or its default."""
        return self.getOrDefault(self.gaps)

    def setGaps(self: P, value: str) -> P:
        """Sets gaps: differences over one step of the calendar only (calendar, default) or to the row before (adjacent)."""
        return self._set(gaps=value)

    @keyword_only
    def __init__(
        self,
        *,
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        gaps: str = "calendar",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> None:
        super().__init__()
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self: P,
        *,
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        gaps: str = "calendar",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> P:
        """Sets those that are given."""
        return self._set(**self._input_kwargs)


class MundlakParams(RegressionParams):
    """The params of Mundlak."""

    _defaults: ClassVar[dict[str, Any]] = RegressionParams._defaults | {"method": "swar"}

    effect: Param[str] = Param(
        Params._dummy(),
        "effect",
        "the column whose levels have a random effect",
        typeConverter=TypeConverters.toString,
    )

    def getEffect(self) -> str:
        """The value of effect, or its default."""
        return self.getOrDefault(self.effect)

    def setEffect(self: P, value: str) -> P:
        """Sets effect: the column whose levels have a random effect."""
        return self._set(effect=value)

    method: Param[str] = Param(
        Params._dummy(),
        "method",
        "how the variances are found: swar (default), harmonic, walhus or nerlove",
        typeConverter=TypeConverters.toString,
    )

    def getMethod(self) -> str:
        """The value of method, or its default."""
        return self.getOrDefault(self.method)

    def setMethod(self: P, value: str) -> P:
        """Sets method: how the variances are found: swar (default), harmonic, walhus or nerlove."""
        return self._set(method=value)

    @keyword_only
    def __init__(
        self,
        *,
        effect: str | None = None,
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        method: str = "swar",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> None:
        super().__init__()
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self: P,
        *,
        effect: str | None = None,
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        method: str = "swar",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> P:
        """Sets those that are given."""
        return self._set(**self._input_kwargs)


class InstrumentalVariablesParams(RegressionParams):
    """The params of InstrumentalVariables."""

    _defaults: ClassVar[dict[str, Any]] = RegressionParams._defaults | {}

    @keyword_only
    def __init__(
        self,
        *,
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> None:
        super().__init__()
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self: P,
        *,
        formula: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        singletons: str = "drop",
        smallSample: str = "default",
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> P:
        """Sets those that are given."""
        return self._set(**self._input_kwargs)


class PoissonParams(RegressionParams):
    """The params of Poisson."""

    _defaults: ClassVar[dict[str, Any]] = RegressionParams._defaults | {
        "maxIter": 100,
        "separation": "all",
        "tol": 1e-12,
    }

    exposureCol: Param[str] = Param(
        Params._dummy(),
        "exposureCol",
        "column that the mean is proportional to, its logarithm being the offset; none by default",
        typeConverter=TypeConverters.toString,
    )

    def getExposureCol(self) -> str:
        """The value of exposureCol, or its default."""
        return self.getOrDefault(self.exposureCol)

    def setExposureCol(self: P, value: str) -> P:
        """Sets exposureCol: column that the mean is proportional to, its logarithm being the offset; none by default."""
        return self._set(exposureCol=value)

    maxIter: Param[int] = Param(
        Params._dummy(),
        "maxIter",
        "most iterations, 100 by default",
        typeConverter=TypeConverters.toInt,
    )

    def getMaxIter(self) -> int:
        """The value of maxIter, or its default."""
        return self.getOrDefault(self.maxIter)

    def setMaxIter(self: P, value: int) -> P:
        """Sets maxIter: most iterations, 100 by default."""
        return self._set(maxIter=value)

    offsetCol: Param[str] = Param(
        Params._dummy(),
        "offsetCol",
        "column, or expression such as log(population), added to the linear predictor with coefficient 1; none by default",
        typeConverter=TypeConverters.toString,
    )

    def getOffsetCol(self) -> str:
        """The value of offsetCol, or its default."""
        return self.getOrDefault(self.offsetCol)

    def setOffsetCol(self: P, value: str) -> P:
        """Sets offsetCol: column, or expression such as log(population), added to the linear predictor with coefficient 1; none by default."""
        return self._set(offsetCol=value)

    separation: Param[str] = Param(
        Params._dummy(),
        "separation",
        "rows without a maximum that are left out: all (default), fe for levels of zeros only, or none",
        typeConverter=TypeConverters.toString,
    )

    def getSeparation(self) -> str:
        """The value of separation, or its default."""
        return self.getOrDefault(self.separation)

    def setSeparation(self: P, value: str) -> P:
        """Sets separation: rows without a maximum that are left out: all (default), fe for levels of zeros only, or none."""
        return self._set(separation=value)

    tol: Param[float] = Param(
        Params._dummy(),
        "tol",
        "change of the deviance, as a share of it, at which it stands still, 1e-12 by default",
        typeConverter=TypeConverters.toFloat,
    )

    def getTol(self) -> float:
        """The value of tol, or its default."""
        return self.getOrDefault(self.tol)

    def setTol(self: P, value: float) -> P:
        """Sets tol: change of the deviance, as a share of it, at which it stands still, 1e-12 by default."""
        return self._set(tol=value)

    @keyword_only
    def __init__(
        self,
        *,
        exposureCol: str | None = None,
        formula: str | None = None,
        offsetCol: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        maxIter: int = 100,
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        separation: str = "all",
        singletons: str = "drop",
        smallSample: str = "default",
        tol: float = 1e-12,
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> None:
        super().__init__()
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self: P,
        *,
        exposureCol: str | None = None,
        formula: str | None = None,
        offsetCol: str | None = None,
        timeCol: str | None = None,
        unitCol: str | None = None,
        weightCol: str | None = None,
        clusters: str | Iterable[str] = (),
        fitter: str = "auto",
        maxIter: int = 100,
        predictionCol: str = "prediction",
        predictionType: str = "xb",
        separation: str = "all",
        singletons: str = "drop",
        smallSample: str = "default",
        tol: float = 1e-12,
        vcov: str = "default",
        vcovColumns: str | Iterable[str] = (),
        weightType: str = "analytic",
    ) -> P:
        """Sets those that are given."""
        return self._set(**self._input_kwargs)


class WithinParams(Params):
    """The params of Within."""

    _defaults: ClassVar[dict[str, Any]] = {"inputCols": [], "mean": "zero", "suffix": "_within"}

    effect: Param[str] = Param(
        Params._dummy(),
        "effect",
        "column whose levels' means are taken off",
        typeConverter=TypeConverters.toString,
    )

    def getEffect(self) -> str:
        """The value of effect, or its default."""
        return self.getOrDefault(self.effect)

    def setEffect(self: P, value: str) -> P:
        """Sets effect: column whose levels' means are taken off."""
        return self._set(effect=value)

    inputCols: Param[list[str]] = Param(
        Params._dummy(),
        "inputCols",
        "numeric columns to sweep",
        typeConverter=toListOfColumns,
    )

    def getInputCols(self) -> list[str]:
        """The value of inputCols, or its default."""
        return self.getOrDefault(self.inputCols)

    def setInputCols(self: P, *value: str | Iterable[str]) -> P:
        """Sets inputCols: numeric columns to sweep."""
        return self._set(inputCols=value)

    mean: Param[str] = Param(
        Params._dummy(),
        "mean",
        "mean of the results: zero (default), or grand to add the mean of all rows back",
        typeConverter=TypeConverters.toString,
    )

    def getMean(self) -> str:
        """The value of mean, or its default."""
        return self.getOrDefault(self.mean)

    def setMean(self: P, value: str) -> P:
        """Sets mean: mean of the results: zero (default), or grand to add the mean of all rows back."""
        return self._set(mean=value)

    suffix: Param[str] = Param(
        Params._dummy(),
        "suffix",
        "what is added to a column's name for its result, _within by default",
        typeConverter=TypeConverters.toString,
    )

    def getSuffix(self) -> str:
        """The value of suffix, or its default."""
        return self.getOrDefault(self.suffix)

    def setSuffix(self: P, value: str) -> P:
        """Sets suffix: what is added to a column's name for its result, _within by default."""
        return self._set(suffix=value)

    @keyword_only
    def __init__(
        self,
        *,
        effect: str | None = None,
        inputCols: str | Iterable[str] = (),
        mean: str = "zero",
        suffix: str = "_within",
    ) -> None:
        super().__init__()
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self: P,
        *,
        effect: str | None = None,
        inputCols: str | Iterable[str] = (),
        mean: str = "zero",
        suffix: str = "_within",
    ) -> P:
        """Sets those that are given."""
        return self._set(**self._input_kwargs)


class LocationQuotientParams(Params):
    """The params of LocationQuotient."""

    _defaults: ClassVar[dict[str, Any]] = {"byCols": [], "outputCol": "location_quotient"}

    activityCol: Param[str] = Param(
        Params._dummy(),
        "activityCol",
        "column with the region's employment in the activity",
        typeConverter=TypeConverters.toString,
    )

    def getActivityCol(self) -> str:
        """The value of activityCol, or its default."""
        return self.getOrDefault(self.activityCol)

    def setActivityCol(self: P, value: str) -> P:
        """Sets activityCol: column with the region's employment in the activity."""
        return self._set(activityCol=value)

    byCols: Param[list[str]] = Param(
        Params._dummy(),
        "byCols",
        "columns whose values share one reference, such as a year",
        typeConverter=toListOfColumns,
    )

    def getByCols(self) -> list[str]:
        """The value of byCols, or its default."""
        return self.getOrDefault(self.byCols)

    def setByCols(self: P, *value: str | Iterable[str]) -> P:
        """Sets byCols: columns whose values share one reference, such as a year."""
        return self._set(byCols=value)

    outputCol: Param[str] = Param(
        Params._dummy(),
        "outputCol",
        "column for the location quotient",
        typeConverter=TypeConverters.toString,
    )

    def getOutputCol(self) -> str:
        """The value of outputCol, or its default."""
        return self.getOrDefault(self.outputCol)

    def setOutputCol(self: P, value: str) -> P:
        """Sets outputCol: column for the location quotient."""
        return self._set(outputCol=value)

    totalCol: Param[str] = Param(
        Params._dummy(),
        "totalCol",
        "column with the region's employment in all activities",
        typeConverter=TypeConverters.toString,
    )

    def getTotalCol(self) -> str:
        """The value of totalCol, or its default."""
        return self.getOrDefault(self.totalCol)

    def setTotalCol(self: P, value: str) -> P:
        """Sets totalCol: column with the region's employment in all activities."""
        return self._set(totalCol=value)

    @keyword_only
    def __init__(
        self,
        *,
        activityCol: str | None = None,
        totalCol: str | None = None,
        byCols: str | Iterable[str] = (),
        outputCol: str = "location_quotient",
    ) -> None:
        super().__init__()
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self: P,
        *,
        activityCol: str | None = None,
        totalCol: str | None = None,
        byCols: str | Iterable[str] = (),
        outputCol: str = "location_quotient",
    ) -> P:
        """Sets those that are given."""
        return self._set(**self._input_kwargs)
