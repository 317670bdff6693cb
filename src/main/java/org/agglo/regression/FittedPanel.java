package org.agglo.regression;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A fitted model's residuals by unit and period, as specification tests need them. Everything is taken from the rows that the fit
 * has read.
 */
final class FittedPanel {
    private final String test;
    private final Fitted fitted;
    private final Category unit;
    private final Category time;
    private final Timeline timeline;
    private final int[][] rows;

    private FittedPanel(String test, Fitted fitted, Category unit, Category time) {
        this.test = test;
        this.fitted = fitted;
        this.unit = unit;
        this.time = time;
        this.timeline = time == null ? null : Timeline.of(time);
        this.rows = Levels.rows(unit.codes(), unit.levels());
        if (time != null) {
            for (int level = 0; level < rows.length; level++) {
                sort(level);
            }
        }
    }

    /** Without periods. */
    static FittedPanel of(String test, RegressionModel<?> model, String unit) {
        Fitted fitted = fitted(test, model);
        return new FittedPanel(test, fitted, column(test, fitted, unit), null);
    }

    /** @throws NotEstimableException if the model cannot be tested, or a unit has two rows in a period */
    static FittedPanel of(String test, RegressionModel<?> model, String unit, String time) {
        Fitted fitted = fitted(test, model);
        return new FittedPanel(test, fitted, column(test, fitted, unit), column(test, fitted, time));
    }

    /** The fit of one of these estimators, on the driver and unweighted. */
    static Fitted fitted(String test, RegressionModel<?> model, String... estimators) {
        String estimator = model.summary().estimator();
        if (!List.of(estimators).contains(estimator)) {
            throw new NotEstimableException("%s is for %s; %s is fitted by %s"
                    .formatted(
                            test,
                            String.join(" or ", estimators),
                            model.summary().formula(),
                            estimator));
        }
        return fitted(test, model);
    }

    /** The fit, on the driver and unweighted. */
    static Fitted fitted(String test, RegressionModel<?> model) {
        Fitted fitted = onDriver(test, model);
        if (!fitted.sample().weights().none()) {
            throw new NotEstimableException("%s is for models without weights; this one is weighted by %s"
                    .formatted(test, fitted.sample().weighting().orElseThrow().column()));
        }
        return fitted;
    }

    /** The fit, if its rows are at hand. */
    static Fitted onDriver(String test, RegressionModel<?> model) {
        Fitted fitted = model.fitted();
        if (fitted == null) {
            throw new NotEstimableException(
                    "%s needs the rows of the model, and a saved one does not keep them; fit it again".formatted(test));
        }
        if (fitted.solution().residuals().length == 0) {
            throw new NotEstimableException(
                    "%s needs the residuals on the driver, and the rows of this model are too many for it"
                            .formatted(test));
        }
        return fitted;
    }

    static Category column(String test, Fitted fitted, String name) {
        Category column = fitted.sample().categories().get(name);
        if (column == null) {
            throw new IllegalArgumentException(
                    "%s: the column %s was not read with this fit; name it in setVcovColumns".formatted(test, name));
        }
        if (!column.complete()) {
            throw new NotEstimableException(
                    "%s: %s of those fitted have no %s".formatted(test, Words.count(column.missing(), "row"), name));
        }
        return column;
    }

    private void sort(int level) {
        rows[level] = Arrays.stream(rows[level])
                .boxed()
                .sorted(Comparator.comparingDouble(row -> timeline.place(time.codes()[row])))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 1; i < rows[level].length; i++) {
            int period = time.codes()[rows[level][i]];
            if (period == time.codes()[rows[level][i - 1]]) {
                throw new NotEstimableException("%s: %s %s has two rows in %s %s; a unit needs one row a period"
                        .formatted(
                                test,
                                unit.name(),
                                unit.labels().get(level),
                                time.name(),
                                time.labels().get(period)));
            }
        }
    }

    String test() {
        return test;
    }

    Fitted fit() {
        return fitted;
    }

    /** (n), what the model leaves, of the columns that it regresses; shared. */
    double[] residuals() {
        return fitted.solution().residuals();
    }

    Category unit() {
        return unit;
    }

    Category time() {
        return time;
    }

    int units() {
        return rows.length;
    }

    /** Rows of each unit, in time. */
    int[][] rows() {
        return rows;
    }

    /** Whether a row follows another of its unit by one step of the calendar. */
    boolean follows(int later, int earlier) {
        return timeline.next(time.codes()[earlier], time.codes()[later]);
    }

    /** Neighbouring rows of units that are more than a step apart, in words; empty if there are none. */
    String gaps() {
        long gaps = 0;
        for (int[] unitRows : rows) {
            for (int i = 1; i < unitRows.length; i++) {
                gaps += follows(unitRows[i], unitRows[i - 1]) ? 0 : 1;
            }
        }
        return gaps == 0
                ? ""
                : "%s of neighbouring rows are more than one step of %s apart and were taken as neighbours, as plm does."
                        .formatted(Words.count(gaps, "pair"), time.name());
    }
}
