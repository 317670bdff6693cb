package org.agglo.regression;

import java.util.Locale;
import org.agglo.regression.Vcov.Gaps;
import org.agglo.regression.Vcov.Spatial;

/** Covariances in words, for the foot of a table. */
final class VcovLabel {
    private VcovLabel() {}

    static String of(Vcov vcov, int lag, Gaps gaps, Keyed keyed) {
        return switch (vcov.kind()) {
            case IID -> "Independent, equal variances";
            case HC0, HC1, HC2, HC3 ->
                "Robust to unequal variances (%s)".formatted(vcov.kind().name());
            case CRV3 -> "Jackknife of clusters by %s (CRV3)".formatted(Words.and(vcov.clusterNames()));
            case NEWEY_WEST ->
                "By Newey and West%s over %s"
                        .formatted(
                                keyed.unit() == null
                                        ? ""
                                        : " within " + keyed.unit().name(),
                                lags(lag, gaps, keyed));
            case DRISCOLL_KRAAY -> "By Driscoll and Kraay over " + lags(lag, gaps, keyed);
            case CONLEY -> conley(vcov.spatial().orElseThrow(), lag, keyed);
            default -> "Clustered by " + Words.and(vcov.clusterNames());
        };
    }

    private static String lags(int lag, Gaps gaps, Keyed keyed) {
        String counted = switch (gaps) {
            case CALENDAR -> "by calendar";
            case ROWS -> "in the unit's rows";
            default -> "in adjacent periods";
        };
        return "%s (%s, %s%s)"
                .formatted(
                        keyed.time().name(),
                        Words.count(keyed.time().levels(), "period"),
                        Words.count(lag, "lag"),
                        lag == 0 ? "" : " " + counted);
    }

    private static String conley(Spatial spatial, int lag, Keyed keyed) {
        String time = keyed.time() == null
                ? ", whatever the period"
                : " in the same " + keyed.time().name();
        String serial = keyed.unit() == null
                ? ""
                : " and %s by calendar within %s"
                        .formatted(Words.count(lag, "lag"), keyed.unit().name());
        return "By Conley within %s km%s%s (%s kernel)"
                .formatted(
                        spatial.cutoff() == Math.rint(spatial.cutoff())
                                ? "%.0f".formatted(spatial.cutoff())
                                : Double.toString(spatial.cutoff()),
                        time,
                        serial,
                        spatial.kernel().name().toLowerCase(Locale.ROOT));
    }
}
