package org.agglo.regression;

/** The modified Wald test of equal variances in all units. */
final class GroupVariances {
    /** Squares of residuals that differ by less, as a share, are equal but for rounding: two rows about their mean. */
    private static final double EQUAL = 1e-20;

    private GroupVariances() {}

    static TestResult test(FittedPanel panel) {
        double[] u = panel.residuals();
        double overall = LevelMoments.square(u) / u.length;
        double sum = 0;
        String note = "";
        for (int level = 0; level < panel.units(); level++) {
            int[] rows = panel.rows()[level];
            double variance = 0;
            for (int row : rows) {
                variance += u[row] * u[row] / rows.length;
            }
            double spread = 0;
            for (int row : rows) {
                double off = u[row] * u[row] - variance;
                spread += off * off;
            }
            spread /= rows.length * (rows.length - 1.0);
            if (!(spread > EQUAL * variance * variance) && note.isEmpty()) {
                note = Tested.notApplicable("the variance of %s %s is not known from %s"
                        .formatted(
                                panel.unit().name(),
                                panel.unit().labels().get(level),
                                Words.count(rows.length, "row")));
            }
            sum += (variance - overall) * (variance - overall) / spread;
        }
        return Tested.chiSquared(
                panel.test(),
                "Errors have the same variance in all %s of %s"
                        .formatted(
                                Words.count(panel.units(), "level"),
                                panel.unit().name()),
                note.isEmpty() ? sum : Double.NaN,
                panel.units(),
                note);
    }
}
