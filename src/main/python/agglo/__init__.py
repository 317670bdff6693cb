"""Agglomeration economics and panel econometrics on Apache Spark, from PySpark.

Each class has the name, the params and the meaning of its Java class; results come as pandas data frames.
"""

from agglo._session import jar, session
from agglo.errors import ArgumentError, DataError, JarMissing, NotEstimable
from agglo.measure import LocationQuotient
from agglo.panel_tests import PanelTests
from agglo.regression import (
    BetweenEffects,
    BetweenEffectsModel,
    FirstDifference,
    FirstDifferenceModel,
    GroupFits,
    InstrumentalVariables,
    InstrumentalVariablesModel,
    LeastSquares,
    LeastSquaresModel,
    Mundlak,
    MundlakModel,
    Poisson,
    PoissonModel,
    RandomEffects,
    RandomEffectsModel,
    Within,
)
from agglo.results import RegressionSummary, TestResult
from agglo.specification import EqualCoefficients, Hausman, Poolability
from agglo.wald import WaldTest

__all__ = [
    "ArgumentError",
    "BetweenEffects",
    "BetweenEffectsModel",
    "DataError",
    "EqualCoefficients",
    "FirstDifference",
    "FirstDifferenceModel",
    "GroupFits",
    "Hausman",
    "InstrumentalVariables",
    "InstrumentalVariablesModel",
    "JarMissing",
    "LeastSquares",
    "LeastSquaresModel",
    "LocationQuotient",
    "Mundlak",
    "MundlakModel",
    "NotEstimable",
    "PanelTests",
    "Poisson",
    "PoissonModel",
    "Poolability",
    "RandomEffects",
    "RandomEffectsModel",
    "RegressionSummary",
    "TestResult",
    "WaldTest",
    "Within",
    "jar",
    "session",
]
