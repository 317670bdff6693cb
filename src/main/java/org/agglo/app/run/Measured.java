package org.agglo.app.run;

import java.util.List;
import java.util.Optional;
import org.agglo.measure.PublishedComparison;
import org.agglo.measure.QuotientReport;
import org.agglo.measure.ReferenceShare;

/**
 * One measure and how it went.
 *
 * @param shares the reference shares recovered from published quotients, where the study asks for that
 */
record Measured(
        String name, QuotientReport report, Optional<PublishedComparison> published, List<ReferenceShare> shares) {
    /** Groups whose published quotients no single reference share explains. */
    List<ReferenceShare> inconsistent() {
        return shares.stream().filter(share -> !share.consistent()).toList();
    }
}
