package org.agglo.regression;

import org.agglo.stats.CrossProducts;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Cross-products (k, k) of columns z and their means z̄ and sums s over the levels of effects; each effect is named by its
 * number.
 */
final class LevelMoments {
    private final double[][] z;
    private final PanelColumns panel;

    /** @param z (k, N) */
    LevelMoments(double[][] z, PanelColumns panel) {
        this.z = z;
        this.panel = panel;
    }

    /** Σ over rows of z'z. */
    CrossProducts total() {
        return CrossProducts.of(z);
    }

    /** Σ over rows of z̄'z̄ = Σ_i T_i·z̄_i'z̄_i. */
    CrossProducts between(int effect) {
        double[] sizes = panel.sizes(effect);
        double[][] scaled = levelMeans(effect);
        for (double[] column : scaled) {
            for (int level = 0; level < sizes.length; level++) {
                column[level] *= Math.sqrt(sizes[level]);
            }
        }
        return CrossProducts.of(scaled);
    }

    /** Σ_i z̄_i'z̄_i. */
    CrossProducts means(int effect) {
        return CrossProducts.of(levelMeans(effect));
    }

    /** Σ_i s_i's_i. */
    CrossProducts sums(int effect) {
        return CrossProducts.of(sums(z, effect));
    }

    /** Σ_l r_l'r_l over the levels l of another effect, r_l the sum of the rows' z̄ of the first. */
    CrossProducts meansSummed(int effect, int other) {
        return CrossProducts.of(sums(spread(effect), other));
    }

    /** Σ_l r_l's_l, r_l as in {@link #meansSummed}, s_l the sums of z; not symmetric. */
    RealMatrix meansWithSums(int effect, int other) {
        double[][] r = sums(spread(effect), other);
        double[][] s = sums(z, other);
        double[][] products = new double[z.length][z.length];
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < z.length; j++) {
                for (int level = 0; level < s[j].length; level++) {
                    products[i][j] += r[i][level] * s[j][level];
                }
            }
        }
        return new Array2DRowRealMatrix(products, false);
    }

    private double[][] levelMeans(int effect) {
        OneEffect groups = new OneEffect(panel.effects().get(effect), Weights.NONE);
        double[][] means = new double[z.length][];
        for (int j = 0; j < z.length; j++) {
            means[j] = groups.means(z[j]);
        }
        return means;
    }

    /** z̄ of every row. */
    private double[][] spread(int effect) {
        int[] codes = panel.effects().get(effect).codes();
        double[][] means = levelMeans(effect);
        double[][] spread = new double[z.length][codes.length];
        for (int j = 0; j < z.length; j++) {
            for (int row = 0; row < codes.length; row++) {
                spread[j][row] = means[j][codes[row]];
            }
        }
        return spread;
    }

    private double[][] sums(double[][] columns, int effect) {
        OneEffect groups = new OneEffect(panel.effects().get(effect), Weights.NONE);
        double[] sizes = panel.sizes(effect);
        double[][] sums = new double[columns.length][];
        for (int j = 0; j < columns.length; j++) {
            sums[j] = groups.means(columns[j]);
            for (int level = 0; level < sizes.length; level++) {
                sums[j][level] *= sizes[level];
            }
        }
        return sums;
    }

    static RealMatrix matrix(CrossProducts products) {
        double[][] square = new double[products.columns()][products.columns()];
        for (int i = 0; i < square.length; i++) {
            for (int j = 0; j < square.length; j++) {
                square[i][j] = products.get(i, j);
            }
        }
        return new Array2DRowRealMatrix(square, false);
    }

    /** Σ of the column's squares. */
    static double square(double[] column) {
        return CrossProducts.of(column).get(0, 0);
    }

    /** Σ_i T_i·ū_i² of a column u. */
    static double between(double[] column, PanelColumns panel, int effect) {
        return new LevelMoments(new double[][] {column}, panel).between(effect).get(0, 0);
    }
}
