package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;

/** What a reader of the fit has to be told, in sentences. */
final class Remarks {
    /** Share of the total sum of squares below which residuals are rounding. */
    private static final double PERFECT = 1e-20;

    private Remarks() {}

    static List<String> of(Sample sample, List<Category> effects, Absorber absorber, Solution solution, double tss) {
        List<String> remarks = new ArrayList<>();
        if (!sample.counts().dropped().isEmpty()) {
            remarks.add("Dropped " + Words.dropped(sample.counts().dropped()));
        }
        if (!absorber.caveat().isEmpty()) {
            remarks.add(absorber.caveat());
        }
        if (solution.rss() <= PERFECT * tss) {
            remarks.add("The fit is perfect: the residuals are rounding, and so are the standard errors");
        }
        return remarks;
    }
}
