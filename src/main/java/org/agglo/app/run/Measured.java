package org.agglo.app.run;

import java.util.List;
import java.util.Optional;
import org.agglo.measure.PublishedComparison;
import org.agglo.measure.QuotientReport;
import org.agglo.measure.ReferenceShare;

/**
 * One measure and how it went.
 *
 * @param bounds where it may rest on withheld cells
 * @param recovered where the study asks for reference shares recovered from published quotients
 */
record Measured(
        String name,
        QuotientReport report,
        Optional<Bounded> bounds,
        Optional<PublishedComparison> published,
        Optional<Recovered> recovered) {
    /**
     * How far bounds go.
     *
     * @param known rows whose bounds are one value
     * @param between rows with a least and a greater greatest value
     * @param unbounded rows with a least value alone
     * @param outside rows whose quotient does not lie between them, since it is against the regions that are known
     */
    record Bounded(long known, long between, long unbounded, long outside) {}

    /**
     * The reference shares recovered, in short; {@code shares/} has all of them.
     *
     * @param shares groups whose share was found
     * @param unbounded groups whose share has no upper bound, since nothing but zeros is published
     * @param known half the width of the widest interval that a share was found to lie in; NaN if none was found
     * @param inconsistent groups whose published quotients no single share explains
     */
    record Recovered(long shares, long unbounded, double known, List<ReferenceShare> inconsistent) {
        static Recovered of(List<ReferenceShare> all) {
            List<ReferenceShare> found =
                    all.stream().filter(ReferenceShare::recovered).toList();
            return new Recovered(
                    found.size(),
                    all.size() - found.size(),
                    found.stream().mapToDouble(ReferenceShare::width).max().orElse(Double.NaN) / 2,
                    all.stream().filter(share -> !share.consistent()).toList());
        }
    }
}
