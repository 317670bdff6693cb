"""Measures of agglomeration: org.agglo.measure."""

from __future__ import annotations

from pyspark.sql import DataFrame

from agglo import _params as params
from agglo._stage import Transformer
from agglo.errors import plain_errors
from agglo.results import Record, result


class LocationQuotient(params.LocationQuotientParams, Transformer):
    """The location quotient (q_im / q_i) / (n_m / n): a region's share of employment in an activity, over the country's
    share.

    q_im is activityCol, q_i totalCol; n_m and n are their sums over the rows with the same byCols. One means that the
    region has the national share. The quotient is null, never NaN, where a cell is missing, not finite or negative, the
    total is zero, or the group's activity is zero everywhere; cells of the first kinds are left out of n_m and n alike.
    """

    _java_class = "org.agglo.measure.LocationQuotient"

    def report(self, transformed: DataFrame) -> Record:
        """Counts the rows that have a quotient, and those that have none by reason; one Spark job.

        Parameters
        ----------
        transformed
            what ``transform`` gave

        """
        with plain_errors():
            self._transfer_params_to_java()
            return result(self._java_obj.report(transformed._jdf))
