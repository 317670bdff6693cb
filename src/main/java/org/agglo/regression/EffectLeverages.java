package org.agglo.regression;

import java.util.List;

/**
 * The diagonal of D(D'WD)⁻D', D the columns of all effects: the largest effect, whose columns do not overlap, is eliminated, and
 * the normal equations that are left for the others' levels, few, are inverted.
 */
final class EffectLeverages {
    private static final int MOST = 2_000;

    /** Share of a level's own length below which nothing of its column is left. */
    private static final double ZERO = 1e-9;

    private final Effect largest;
    private final List<Effect> others;
    private final Weights weights;
    private final int[] starts;
    private final double[] lengths;

    EffectLeverages(String spec, List<Effect> effects, Weights weights) {
        Effect most = effects.get(0);
        for (Effect effect : effects) {
            most = effect.levels().levels() > most.levels().levels() ? effect : most;
        }
        Effect first = most;
        this.largest = first;
        this.others = effects.stream().filter(effect -> effect != first).toList();
        this.weights = weights;
        this.starts = new int[others.size() + 1];
        for (int f = 0; f < others.size(); f++) {
            starts[f + 1] = starts[f] + others.get(f).levels().levels();
        }
        if (starts[others.size()] > MOST) {
            throw new NotEstimableException(
                    ("%s: the leverages need the inverse of a matrix of %,d levels, those of all effects but %s; more than"
                                    + " %,d are not tried: take hc1, or a clustered covariance")
                            .formatted(spec, starts[others.size()], largest.name(), MOST));
        }
        this.lengths = new double[largest.levels().levels()];
        int[] codes = largest.levels().codes();
        for (int row = 0; row < codes.length; row++) {
            double value = value(largest, row);
            lengths[codes[row]] += weights.of(row) * value * value;
        }
    }

    private static double value(Effect effect, int row) {
        return effect.hasSlope() ? effect.slope()[row] : 1;
    }

    private int column(int f, int row) {
        return starts[f] + others.get(f).levels().codes()[row];
    }

    /** (n), without the row's own weight. */
    double[] unweighted() {
        int[][] rows = Levels.rows(largest.levels().codes(), largest.levels().levels());
        int size = starts[others.size()];
        double[][] left = new double[size][size];
        double[] own = new double[size];
        double[] with = new double[size];
        for (int level = 0; level < rows.length; level++) {
            eliminate(rows[level], lengths[level], left, own, with);
        }
        double[][] inverse = inverse(left, own);
        double[] leverages = new double[largest.levels().codes().length];
        for (int level = 0; level < rows.length; level++) {
            add(rows[level], lengths[level], inverse, with, leverages);
        }
        return leverages;
    }

    /** Adds one level's rows to the normal equations of the others. */
    private void eliminate(int[] rows, double length, double[][] left, double[] own, double[] with) {
        products(rows, with);
        for (int row : rows) {
            double w = weights.of(row);
            for (int f = 0; f < others.size(); f++) {
                int a = column(f, row);
                double wa = w * value(others.get(f), row);
                own[a] += wa * value(others.get(f), row);
                for (int g = 0; g < others.size(); g++) {
                    left[a][column(g, row)] += wa * value(others.get(g), row);
                }
            }
        }
        int[] touched = touched(rows);
        for (int a : touched) {
            for (int b : touched) {
                left[a][b] -= length > 0 ? with[a] * with[b] / length : 0;
            }
        }
        for (int a : touched) {
            with[a] = 0;
        }
    }

    /** The products of the level's column of the largest effect with the others' columns. */
    private void products(int[] rows, double[] with) {
        for (int row : rows) {
            for (int f = 0; f < others.size(); f++) {
                with[column(f, row)] += weights.of(row) * value(largest, row) * value(others.get(f), row);
            }
        }
    }

    private int[] touched(int[] rows) {
        return java.util.Arrays.stream(rows)
                .flatMap(row ->
                        java.util.stream.IntStream.range(0, others.size()).map(f -> column(f, row)))
                .distinct()
                .toArray();
    }

    private void add(int[] rows, double length, double[][] inverse, double[] with, double[] leverages) {
        products(rows, with);
        int[] touched = touched(rows);
        double[] times = new double[with.length];
        double square = 0;
        for (int a : touched) {
            for (int b : touched) {
                times[a] += inverse[a][b] * with[b];
            }
            square += with[a] * times[a];
        }
        for (int row : rows) {
            double share = length > 0 ? value(largest, row) / length : 0;
            double sum = share * value(largest, row) + share * share * square;
            for (int f = 0; f < others.size(); f++) {
                double value = value(others.get(f), row);
                int a = column(f, row);
                sum -= 2 * share * value * times[a];
                for (int g = 0; g < others.size(); g++) {
                    sum += value * value(others.get(g), row) * inverse[a][column(g, row)];
                }
            }
            leverages[row] = sum;
        }
        for (int a : touched) {
            with[a] = 0;
        }
    }

    /** The inverse over columns that can be told apart, 0 for the others: Gauss and Jordan on the diagonal, in order. */
    private static double[][] inverse(double[][] left, double[] own) {
        int size = left.length;
        for (int i = 0; i < size; i++) {
            double pivot = left[i][i];
            boolean kept = pivot > ZERO * own[i];
            for (int r = 0; r < size; r++) {
                double factor = left[r][i];
                if (r == i) {
                    continue;
                }
                for (int c = 0; kept && factor != 0 && c < size; c++) {
                    if (c != i) {
                        left[r][c] -= factor / pivot * left[i][c];
                    }
                }
            }
            for (int m = 0; m < size; m++) {
                if (m != i) {
                    left[m][i] = kept ? -left[m][i] / pivot : 0;
                    left[i][m] = kept ? left[i][m] / pivot : 0;
                }
            }
            left[i][i] = kept ? 1 / pivot : 0;
        }
        return left;
    }
}
