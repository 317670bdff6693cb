package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a reader of the fit has to be told, in sentences. */
final class Remarks {
    /** Share of the total sum of squares below which residuals are rounding. */
    private static final double PERFECT = 1e-20;

    private static final double CORRECTED = 1e-6;

    private Remarks() {}

    static List<String> of(Problem problem, Solution solution) {
        List<String> remarks = new ArrayList<>();
        if (!problem.sample().counts().dropped().isEmpty()) {
            remarks.add("Dropped " + Words.dropped(problem.sample().counts().dropped()));
        }
        if (solution.rss() <= PERFECT * problem.tss()) {
            remarks.add("The fit is perfect: the residuals are rounding, and so are the standard errors");
        }
        remarks.addAll(problem.remarks());
        if (solution.correction() > CORRECTED) {
            remarks.add("The regressors are nearly collinear: the fitter's slopes were corrected by %.1e of the outcome"
                    .formatted(solution.correction()));
        }
        return remarks;
    }

    static List<String> onEffects(List<Effect> effects, long[] redundant, String caveat, long singletons) {
        List<String> remarks = new ArrayList<>();
        long explained = Arrays.stream(redundant).sum();
        if (explained > Math.max(0, effects.size() - 1)) {
            remarks.add("%s explained by other effects cost no degree of freedom; fixest by default takes off %d only"
                    .formatted(Words.count(explained, "level"), effects.size() - 1));
        }
        if (!caveat.isEmpty()) {
            remarks.add(caveat);
        }
        if (singletons > 0) {
            remarks.add("%s alone in a level of the effects (%s); such a row says nothing of the slopes and was kept"
                    .formatted(
                            singletons == 1 ? "1 row is" : "%,d rows are".formatted(singletons),
                            Words.and(effects.stream().map(Effect::name).toList())));
        }
        return remarks;
    }
}
