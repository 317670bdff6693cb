"""Specification tests of fitted panel models: org.agglo.regression.PanelTests."""

from __future__ import annotations

from typing import Any

from agglo._session import constant, jvm, strings
from agglo.errors import plain_errors
from agglo.models import RegressionModel
from agglo.results import TestResult, result


class PanelTests:
    """Specification tests, from the rows that the fit has read; no Spark job runs.

    The columns of units and periods have to have been read with the fit, as effects, as clusters, or because
    ``vcovColumns`` names them. A statistic that is not defined in these rows is NaN, and the note says why. ``lags`` is
    ``within_units`` or ``stacked``, ``slopes`` is ``common`` or ``by_unit``. After the semicolon stands R's plm's name.
    """

    @staticmethod
    def breuschPagan(model: RegressionModel, *effects: str) -> TestResult:
        """Breusch and Pagan's (1980) multiplier that the variances of the effects of one or two columns are zero;
        plmtest bp.
        """
        return _test("breuschPagan", model, strings(effects))

    @staticmethod
    def honda(model: RegressionModel, *effects: str) -> TestResult:
        """Honda's (1985) one-sided form of breuschPagan, standard normal; plmtest honda."""
        return _test("honda", model, strings(effects))

    @staticmethod
    def kingWu(model: RegressionModel, *effects: str) -> TestResult:
        """King and Wu's (1997) weighted sum of the two one-sided multipliers; plmtest kw."""
        return _test("kingWu", model, strings(effects))

    @staticmethod
    def gourierouxHollyMonfort(model: RegressionModel, one: str, other: str) -> TestResult:
        """Gourieroux, Holly and Monfort's (1982) test of two effects, a mixture of χ²; plmtest ghm."""
        return _test("gourierouxHollyMonfort", model, one, other)

    @staticmethod
    def unobservedEffects(model: RegressionModel, effect: str) -> TestResult:
        """Wooldridge's (2010) test that pooled residuals are not correlated within an effect's levels; pwtest."""
        return _test("unobservedEffects", model, effect)

    @staticmethod
    def serialDespiteEffects(model: RegressionModel, unit: str, time: str) -> TestResult:
        """Bera, Sosa-Escudero and Yoon's (2001) test of serial correlation despite random effects; pbsytest ar."""
        return _test("serialDespiteEffects", model, unit, time)

    @staticmethod
    def effectsDespiteSerial(model: RegressionModel, unit: str, time: str) -> TestResult:
        """Bera, Sosa-Escudero and Yoon's (2001) test of random effects despite serial correlation; pbsytest re."""
        return _test("effectsDespiteSerial", model, unit, time)

    @staticmethod
    def effectsOrSerial(model: RegressionModel, unit: str, time: str) -> TestResult:
        """Baltagi and Li's (1991) joint test of random effects and serial correlation, χ²(2); pbsytest j."""
        return _test("effectsOrSerial", model, unit, time)

    @staticmethod
    def wooldridgeSerial(model: RegressionModel, unit: str, time: str) -> TestResult:
        """Wooldridge's (2010) test of serial correlation in a model with the fixed effects of the units alone;
        pwartest.
        """
        return _test("wooldridgeSerial", model, unit, time)

    @staticmethod
    def wooldridgeDifferenced(model: RegressionModel, unit: str, time: str) -> TestResult:
        """Wooldridge's (2010) test that the errors of first differences are not correlated; pwfdtest fd."""
        return _test("wooldridgeDifferenced", model, unit, time)

    @staticmethod
    def wooldridgeLevels(model: RegressionModel, unit: str, time: str) -> TestResult:
        """Wooldridge's (2010) test, of first differences, that the errors in levels are not correlated; pwfdtest fe."""
        return _test("wooldridgeLevels", model, unit, time)

    @staticmethod
    def breuschGodfrey(model: RegressionModel, unit: str, time: str, order: int, lags: str) -> TestResult:
        """Breusch (1978) and Godfrey's (1978) test of serial correlation up to an order, χ²(order); pbgtest."""
        return _test("breuschGodfrey", model, unit, time, order, constant("PanelTests", "Lags", lags))

    @staticmethod
    def durbinWatson(model: RegressionModel, unit: str, time: str, lags: str) -> TestResult:
        """Durbin and Watson's statistic of the model's residuals, without p-value; pdwtest, pbnftest."""
        return _test("durbinWatson", model, unit, time, constant("PanelTests", "Lags", lags))

    @staticmethod
    def pesaranCd(model: RegressionModel, unit: str, time: str, slopes: str) -> TestResult:
        """Pesaran's (2015) CD test that errors of different units are not correlated, standard normal; pcdtest."""
        return _test("pesaranCd", model, unit, time, constant("PanelTests", "Slopes", slopes))

    @staticmethod
    def crossSectionLm(model: RegressionModel, unit: str, time: str, slopes: str) -> TestResult:
        """Breusch and Pagan's (1980) multiplier of the same, for many periods and few units; pcdtest lm."""
        return _test("crossSectionLm", model, unit, time, constant("PanelTests", "Slopes", slopes))

    @staticmethod
    def scaledCrossSectionLm(model: RegressionModel, unit: str, time: str, slopes: str) -> TestResult:
        """The same scaled, for many units as well, standard normal; pcdtest sclm."""
        return _test("scaledCrossSectionLm", model, unit, time, constant("PanelTests", "Slopes", slopes))

    @staticmethod
    def biasCorrectedCrossSectionLm(model: RegressionModel, unit: str, time: str) -> TestResult:
        """Scaled and corrected for the bias of within residuals (Baltagi, Feng and Kao 2012); pcdtest bcsclm."""
        return _test("biasCorrectedCrossSectionLm", model, unit, time)

    @staticmethod
    def groupwiseHeteroskedasticity(model: RegressionModel, unit: str) -> TestResult:
        """The modified Wald test that errors have the same variance in all units; Stata's xttest3."""
        return _test("groupwiseHeteroskedasticity", model, unit)

    @staticmethod
    def equalSlopes(model: RegressionModel, unit: str) -> TestResult:
        """Chow's test that the slopes are the same in all units; pooltest."""
        return _test("equalSlopes", model, unit)


def _test(name: str, model: RegressionModel, *arguments: Any) -> TestResult:
    with plain_errors():
        return result(getattr(jvm().regression.PanelTests, name)(model._java_obj, *arguments))
