package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import org.agglo.stats.Cholesky;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.Twofold;

/**
 * The variances within and between the groups of an effect, and what they say of the share θ_i = 1 − √(s²_e/(T_i·s²_u +
 * s²_e)) of a group's mean that random effects take off.
 *
 * @param idiosyncratic s²_e = SSR_w/(N − n − k_w), from the regression within groups; k_w regressors vary there
 * @param estimated s²_u by {@link SwamyArora}, which may be negative
 */
record VarianceComponents(double idiosyncratic, double estimated) {
    /** Share of the outcome's sum of squares within groups below which residuals are rounding. */
    private static final double PERFECT = 1e-20;

    /** How s²_u is found where groups differ in size; in a balanced panel the two are one. */
    enum Form {
        SWAR("Swamy–Arora (Baltagi–Chang)"),
        HARMONIC("Swamy–Arora (harmonic mean)");

        private final String label;

        Form(String label) {
            this.label = label;
        }

        /** In words, for the foot of a table. */
        String label() {
            return label;
        }
    }

    /**
     * Of the columns of one sample.
     *
     * @param x (k, N), the regressors; a column of ones first if there is a constant
     * @param constant whether it is there
     * @throws NotEstimableException if there are too few groups, too few rows in them, or nothing varies there
     */
    static VarianceComponents of(
            Form form, List<String> names, double[] y, double[][] x, boolean constant, Category effect) {
        double idiosyncratic = within(names, y, x, effect);
        return new VarianceComponents(idiosyncratic, between(form, names, y, x, constant, effect, idiosyncratic));
    }

    /** θ_i by group. */
    double[] theta(Category effect) {
        return Arrays.stream(Levels.counts(effect.codes(), effect.levels()))
                .mapToDouble(size -> 1 - Math.sqrt(idiosyncratic / (size * individual() + idiosyncratic)))
                .toArray();
    }

    /** s²_u, not below zero. */
    double individual() {
        return Math.max(estimated, 0);
    }

    private static double within(List<String> names, double[] y, double[][] x, Category effect) {
        Design design = Design.swept(names, y, x, new OneEffect(effect, Weights.NONE), Weights.NONE);
        Selection selection = new Selection(design, x, List.of(Effect.of(effect)));
        Design kept = design.only(selection.kept());
        int slopes = kept.x().length;
        double rss = Cholesky.of(kept.products(), slopes, 0).residual(kept.products(), slopes);
        int left = y.length - effect.levels() - slopes;
        if (left <= 0) {
            throw new NotEstimableException(
                    ("Random effects of %s: %s in %s leave nothing to tell the variance within groups from (%s);"
                                    + " use fewer regressors or pooled least squares")
                            .formatted(
                                    effect.name(),
                                    Words.count(y.length, "row"),
                                    Words.count(effect.levels(), "group"),
                                    Words.count(slopes, "slope")));
        }
        double length = kept.length(slopes);
        if (length <= Selection.TOLERANCE * kept.lengthBefore(slopes) || rss <= PERFECT * length * length) {
            throw new NotEstimableException(
                    "Random effects of %s: the outcome does not vary within groups beyond what the regressors explain"
                            .formatted(effect.name()));
        }
        return rss / left;
    }

    private static double between(
            Form form,
            List<String> names,
            double[] y,
            double[][] x,
            boolean constant,
            Category effect,
            double idiosyncratic) {
        double[][] means = means(y, x, constant, effect);
        double[] sizes = Arrays.stream(Levels.counts(effect.codes(), effect.levels()))
                .asDoubleStream()
                .toArray();
        CrossProducts unweighted = CrossProducts.of(means);
        int rank = SwamyArora.rank(unweighted);
        if (effect.levels() <= rank) {
            throw new NotEstimableException(
                    ("Random effects of %s: the regression of group means needs more groups than coefficients, but there"
                                    + " are %s and %s (%s); use fewer regressors or fixed effects")
                            .formatted(
                                    effect.name(),
                                    Words.count(effect.levels(), "group"),
                                    Words.count(x.length, "coefficient"),
                                    String.join(", ", names)));
        }
        if (form == Form.HARMONIC) {
            double inverse = Arrays.stream(sizes).map(size -> 1 / size).sum();
            return SwamyArora.harmonic(unweighted, sizes.length / inverse, idiosyncratic);
        }
        double[] roots = Arrays.stream(sizes).map(Math::sqrt).toArray();
        return SwamyArora.baltagiChang(
                CrossProducts.of(times(roots, means)), CrossProducts.of(times(sizes, means)), y.length, idiosyncratic);
    }

    /**
     * (k + 1, n), the means of regressors and outcome by group. With a constant each is taken about its mean over groups,
     * which changes no residual and keeps digits.
     */
    private static double[][] means(double[] y, double[][] x, boolean constant, Category effect) {
        OneEffect groups = new OneEffect(effect, Weights.NONE);
        double[][] means = new double[x.length + 1][];
        for (int j = 0; j <= x.length; j++) {
            means[j] = groups.means(j < x.length ? x[j] : y);
            if (constant && j > 0) {
                double mean = Twofold.mean(means[j]);
                for (int group = 0; group < means[j].length; group++) {
                    means[j][group] -= mean;
                }
            }
        }
        return means;
    }

    private static double[][] times(double[] weights, double[][] columns) {
        double[][] times = new double[columns.length][weights.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < weights.length; i++) {
                times[j][i] = weights[i] * columns[j][i];
            }
        }
        return times;
    }
}
