package org.agglo.regression;

/** Tests of effects and serial correlation from the residuals u of pooled least squares, without a distribution of the effects. */
final class UnobservedEffects {
    private final FittedPanel panel;

    UnobservedEffects(FittedPanel panel) {
        this.panel = panel;
    }

    /** W = Σ_i w_i/√(Σ_i w_i²), w_i = Σ_{s<t} u_is·u_it: Wooldridge (2010), section 10.4.4. */
    TestResult wooldridge() {
        double sum = 0;
        double squares = 0;
        for (int[] rows : panel.rows()) {
            double total = 0;
            double own = 0;
            for (int row : rows) {
                total += panel.residuals()[row];
                own += panel.residuals()[row] * panel.residuals()[row];
            }
            double pairs = (total * total - own) / 2;
            sum += pairs;
            squares += pairs * pairs;
        }
        boolean single = panel.units() == panel.residuals().length;
        return Tested.normal(
                panel.test(),
                "There are no effects of %s".formatted(panel.unit().name()),
                single ? Double.NaN : sum / Math.sqrt(squares),
                single
                        ? Tested.notApplicable("each level of %s has one row"
                                .formatted(panel.unit().name()))
                        : "");
    }

    /** Which of effects and serial correlation is tested. */
    enum Against {
        SERIAL,
        EFFECTS,
        EITHER
    }

    /**
     * Bera, Sosa-Escudero and Yoon (2001) and Baltagi and Li (1991), for unbalanced panels as Sosa-Escudero and Bera (2008): n units,
     * N rows, a = ΣT_i², A = 1 − Σ_i (Σ_t u_it)²/Σu², B = Σ u_it·u_i,t−1/Σ_{t>1} u_it².
     */
    TestResult beraSosaEscuderoYoon(Against against) {
        double n = panel.units();
        double rows = panel.residuals().length;
        double a = 0;
        double sums = 0;
        double lagged = 0;
        double later = 0;
        for (int[] unit : panel.rows()) {
            a += (double) unit.length * unit.length;
            double sum = 0;
            for (int t = 0; t < unit.length; t++) {
                double u = panel.residuals()[unit[t]];
                sum += u;
                if (t > 0) {
                    lagged += u * panel.residuals()[unit[t - 1]];
                    later += u * u;
                }
            }
            sums += sum * sum;
        }
        double effects = 1 - sums / LevelMoments.square(panel.residuals());
        double serial = lagged / later;
        double both = a - 3 * rows + 2 * n;
        if (both <= 0 || rows <= n) {
            return result(against, Double.NaN, Tested.notApplicable("units need three periods or more"));
        }
        double joint = effects + 2 * serial;
        double statistic = switch (against) {
            case SERIAL ->
                Math.pow(serial + (rows - n) / (a - rows) * effects, 2)
                        * ((a - rows) * rows * rows / ((rows - n) * both));
            case EFFECTS -> -Math.sqrt(rows * rows / (2 * both)) * joint;
            case EITHER -> rows * rows * (joint * joint / (2 * both) + serial * serial / (rows - n));
        };
        return result(against, statistic, panel.gaps());
    }

    private TestResult result(Against against, double statistic, String note) {
        String unit = panel.unit().name();
        return switch (against) {
            case SERIAL ->
                Tested.chiSquared(
                        panel.test(),
                        "Errors are not correlated over time, whether or not %s has effects".formatted(unit),
                        statistic,
                        1,
                        note);
            case EFFECTS ->
                Tested.oneSided(
                        panel.test(),
                        "There are no effects of %s, whether or not errors are correlated over time".formatted(unit),
                        statistic,
                        note);
            case EITHER ->
                Tested.chiSquared(
                        panel.test(),
                        "There are neither effects of %s nor errors correlated over time".formatted(unit),
                        statistic,
                        2,
                        note);
        };
    }
}
