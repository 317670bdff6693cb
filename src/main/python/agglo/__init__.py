"""Agglomeration economics and panel econometrics on Apache Spark, from PySpark.

Each class has the name, the params and the meaning of its Java class; results come as pandas data frames.
"""

from agglo._session import jar, session
from agglo.errors import ArgumentError, DataError, JarMissing, NotEstimable, OutputError, StudyError
from agglo.measure import LocationQuotient
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
from agglo.panel_tests import PanelTests
from agglo.regression import (
    BetweenEffects,
    FirstDifference,
    InstrumentalVariables,
    LeastSquares,
    Mundlak,
    Poisson,
    RandomEffects,
    Within,
)
from agglo.results import RegressionSummary, TestResult
from agglo.specification import EqualCoefficients, Hausman, Poolability
from agglo.study import Figure, StudyResults, run, simulate
from agglo.tables import Table, regression_table
from agglo.wald import WaldTest

__all__ = [
    "ArgumentError",
    "BetweenEffects",
    "BetweenEffectsModel",
    "DataError",
    "EqualCoefficients",
    "Figure",
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
    "OutputError",
    "PanelTests",
    "Poisson",
    "PoissonModel",
    "Poolability",
    "RandomEffects",
    "RandomEffectsModel",
    "RegressionSummary",
    "SeveralFits",
    "StudyError",
    "StudyResults",
    "Table",
    "TestResult",
    "WaldTest",
    "Within",
    "jar",
    "regression_table",
    "run",
    "session",
    "simulate",
]
