package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.SymmetricMatrix;

/**
 * A fit with its rows: from it a summary under any covariance follows without another look at the table.
 *
 * <p>Terms are numbered as the formula writes them, the intercept first if there is one.
 */
final class Fitted {
    private final Formula formula;
    private final Sample sample;
    private final Solution solution;
    private final Map<Integer, String> omitted;
    private final Freedom freedom;
    private final double tss;
    private final String fitter;
    private final List<String> notes;
    private double[] predictor;

    Fitted(
            Formula formula,
            Sample sample,
            Solution solution,
            Map<Integer, String> omitted,
            Freedom freedom,
            double tss,
            String fitter,
            List<String> notes) {
        this.formula = formula;
        this.sample = sample;
        this.solution = solution;
        this.omitted = new LinkedHashMap<>(omitted);
        this.freedom = freedom;
        this.tss = tss;
        this.fitter = fitter;
        List<String> all = new ArrayList<>(formula.expansion().remarks());
        all.addAll(notes);
        this.notes = List.copyOf(all);
    }

    Formula formula() {
        return formula;
    }

    Sample sample() {
        return sample;
    }

    Solution solution() {
        return solution;
    }

    Freedom freedom() {
        return freedom;
    }

    /** Total sum of squares about the mean, or about 0 without a constant or effects. */
    double tss() {
        return tss;
    }

    String fitter() {
        return fitter;
    }

    List<String> notes() {
        return notes;
    }

    private int shift() {
        return formula.intercept() ? 1 : 0;
    }

    /** Whether the intercept was taken out of the columns; if not, it is one of their slopes or there is none. */
    private boolean centred() {
        return solution.design().intercept();
    }

    /** Names of all terms. */
    List<String> terms() {
        List<String> terms = new ArrayList<>();
        if (formula.intercept()) {
            terms.add(LeastSquares.INTERCEPT);
        }
        formula.terms().forEach(term -> terms.add(term.label()));
        return terms;
    }

    /** Why the term is not estimated; null if it is. */
    String omitted(int term) {
        return omitted.get(term - shift());
    }

    /** (terms), 0 where omitted. */
    double[] estimates() {
        double[] estimates = new double[terms().size()];
        int[] kept = kept();
        int first = centred() ? 1 : 0;
        for (int i = 0; i < solution.slopes().length; i++) {
            estimates[kept[i + first]] = solution.slopes()[i];
        }
        if (centred()) {
            estimates[0] = solution.intercept();
        }
        return estimates;
    }

    /** Numbers of the terms that are estimated: the solution's columns, in order. */
    int[] kept() {
        return java.util.stream.IntStream.range(0, terms().size())
                .filter(term -> omitted(term) == null)
                .toArray();
    }

    /**
     * Recovers effects from a linear predictor in place of the outcome.
     *
     * @param linear (n), without an offset
     */
    Fitted predicting(double[] linear) {
        predictor = linear;
        return this;
    }

    /** (n), the outcome or linear predictor less the regressors times their slopes: the effects and, of an outcome, the residual. */
    double[] beyondRegressors() {
        double[] left = (predictor == null ? sample.outcome() : predictor).clone();
        double[] estimates = estimates();
        double[][] x = sample.regressors();
        for (int j = 0; j < formula.terms().size(); j++) {
            double slope = estimates[j + shift()];
            for (int row = 0; row < left.length; row++) {
                left[row] = Math.fma(-slope, x[j][row], left[row]);
            }
        }
        return left;
    }

    /**
     * The variance inflation factor of each term, 1/(1 − R²) of its regression on the other terms within the effects; NaN of the
     * intercept and of omitted terms.
     */
    Map<String, Double> inflation() {
        CrossProducts products = solution.design().products();
        int first = centred() ? 1 : 0;
        int[] kept = kept();
        boolean ones = formula.intercept() && !centred();
        CrossProducts about = ones ? products.beyondFirst() : products;
        Map<String, Double> inflation = new LinkedHashMap<>();
        List<String> terms = terms();
        terms.forEach(term -> inflation.put(term, Double.NaN));
        for (int i = formula.intercept() ? 1 : 0; i < kept.length; i++) {
            int at = i - first - (ones ? 1 : 0);
            inflation.put(terms.get(kept[i]), solution.bread().get(i, i) * about.get(at, at));
        }
        return inflation;
    }

    /**
     * The covariance of all terms from that of the solution's columns: the intercept is the outcome's mean less the means
     * of the regressors times their slopes; NaN in rows of omitted terms.
     */
    SymmetricMatrix onTerms(SymmetricMatrix ofColumns) {
        double[][] v = ofColumns.toArray();
        if (centred()) {
            double[] means = solution.design().means();
            addToFirst(v, means);
        }
        int size = terms().size();
        double[][] all = new double[size][size];
        Arrays.stream(all).forEach(row -> Arrays.fill(row, Double.NaN));
        int[] kept = kept();
        for (int i = 0; i < kept.length; i++) {
            for (int j = 0; j < kept.length; j++) {
                all[kept[i]][kept[j]] = v[i][j];
            }
        }
        return SymmetricMatrix.of(all);
    }

    /** (p), the term as a combination of the solution's columns' coefficients. */
    double[] onColumns(int term) {
        int[] kept = kept();
        double[] combination = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            combination[i] = kept[i] == term ? 1 : 0;
        }
        if (centred() && term == 0) {
            double[] means = solution.design().means();
            for (int i = 0; i < means.length; i++) {
                combination[i + 1] = -means[i];
            }
        }
        return combination;
    }

    /** Takes the means times the other coefficients off the first. */
    static void addToFirst(double[][] v, double[] means) {
        int size = v.length;
        for (int i = 1; i < size; i++) {
            for (int j = 0; j < size; j++) {
                v[0][j] -= means[i - 1] * v[i][j];
            }
        }
        for (int j = 1; j < size; j++) {
            for (int i = 0; i < size; i++) {
                v[i][0] -= means[j - 1] * v[i][j];
            }
        }
    }
}
