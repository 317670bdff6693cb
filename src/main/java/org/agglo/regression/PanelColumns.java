package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import org.agglo.stats.Twofold;

/**
 * The columns of a model with random effects, as its variance components see them. With a constant every other column is taken
 * about its overall mean, which changes no residual and keeps digits.
 *
 * <p>Notation: N rows; an effect e has L_e levels of T_i rows.
 */
final class PanelColumns {
    private final List<String> names;
    private final double[] y;
    private final double[][] x;
    private final boolean constant;
    private final List<Category> effects;

    private PanelColumns(List<String> names, double[] y, double[][] x, boolean constant, List<Category> effects) {
        this.names = names;
        this.y = y;
        this.x = x;
        this.constant = constant;
        this.effects = effects;
    }

    /**
     * @param x (k, N), the regressors; a column of ones first if there is a constant
     * @param constant whether it is there
     */
    static PanelColumns of(List<String> names, double[] y, double[][] x, boolean constant, List<Category> effects) {
        if (!constant) {
            return new PanelColumns(names, y, x, false, effects);
        }
        double[][] about = new double[x.length][];
        about[0] = x[0];
        for (int j = 1; j < x.length; j++) {
            about[j] = aboutMean(x[j]);
        }
        return new PanelColumns(names, aboutMean(y), about, true, effects);
    }

    private static double[] aboutMean(double[] column) {
        double mean = Twofold.mean(column);
        return Arrays.stream(column).map(value -> value - mean).toArray();
    }

    List<String> names() {
        return names;
    }

    /** (N); shared. */
    double[] y() {
        return y;
    }

    /** (k, N), the ones first if there is a constant; shared. */
    double[][] x() {
        return x;
    }

    boolean constant() {
        return constant;
    }

    List<Category> effects() {
        return effects;
    }

    int rows() {
        return y.length;
    }

    int levels(int effect) {
        return effects.get(effect).levels();
    }

    /** T_i by level. */
    double[] sizes(int effect) {
        return Arrays.stream(Levels.counts(effects.get(effect).codes(), levels(effect)))
                .asDoubleStream()
                .toArray();
    }

    /** Σ T_i²/N. */
    double meanSize(int effect) {
        return Arrays.stream(sizes(effect)).map(size -> size * size).sum() / rows();
    }

    /** One effect: all levels have as many rows. Two: each level of one meets each of the other once. */
    boolean balanced() {
        boolean even = effects.stream()
                .allMatch(effect -> Arrays.stream(Levels.counts(effect.codes(), effect.levels()))
                                .distinct()
                                .count()
                        == 1);
        if (effects.size() == 1 || !even) {
            return even;
        }
        long pairs = (long) levels(0) * levels(1);
        return pairs == rows() && distinctPairs() == pairs;
    }

    private long distinctPairs() {
        int[] first = effects.get(0).codes();
        int[] second = effects.get(1).codes();
        long[] pairs = new long[rows()];
        for (int row = 0; row < pairs.length; row++) {
            pairs[row] = (long) first[row] * levels(1) + second[row];
        }
        return Arrays.stream(pairs).distinct().count();
    }

    /** Takes all effects out of columns. */
    Absorber absorber() {
        return Absorbers.of(fixed(), Weights.NONE);
    }

    /** The effects, as fixed ones. */
    List<Effect> fixed() {
        return effects.stream().map(Effect::of).toList();
    }

    /** Names of the effects, joined. */
    String effectNames() {
        return Words.and(effects.stream().map(Category::name).toList());
    }
}
