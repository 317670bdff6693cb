"""Wald tests within one model: org.agglo.regression.WaldTest."""

from __future__ import annotations

from collections.abc import Iterable

from agglo._session import jvm, strings
from agglo.errors import plain_errors
from agglo.results import RegressionSummary, TestResult, result


class WaldTest:
    """Wald tests of coefficients that are zero or of linear restrictions, under the covariance that the summary has.

    F = (Rb − r)'(RVR')⁻¹(Rb − r)/q; χ²(q) where the summary's tests are against the normal distribution.
    """

    @staticmethod
    def zero(model: RegressionSummary, terms: Iterable[str]) -> TestResult:
        """That the coefficients of all these terms are zero."""
        with plain_errors():
            return result(jvm().regression.WaldTest.zero(model._java, list(terms)))

    @staticmethod
    def slopes(model: RegressionSummary) -> TestResult:
        """That every slope of the model is zero; terms that were omitted are left out."""
        with plain_errors():
            return result(jvm().regression.WaldTest.slopes(model._java))

    @staticmethod
    def linear(model: RegressionSummary, *restrictions: str) -> TestResult:
        """That all these linear restrictions hold, such as ``"log(pcap) + log(pc) = 1"``; without ``=`` the sum is
        zero.
        """
        with plain_errors():
            return result(jvm().regression.WaldTest.linear(model._java, strings(restrictions)))
