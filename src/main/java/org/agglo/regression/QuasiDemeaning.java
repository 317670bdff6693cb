package org.agglo.regression;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Takes columns to Ω^(−1/2) of them, Ω = I + Σ_e (s²_u,e/s²_e)·Z_eZ_e', Z_e the dummies of an effect, so that least squares of the
 * results is generalised least squares.
 *
 * <p>One effect: each value less θ_i times its level's mean, θ_i = 1 − √(s²_e/(T_i·s²_u + s²_e)) (Fuller and Battese 1974, <i>J.
 * Econometrics</i> 2(1), 67–78). Two: that for the effect with more levels, Q, then (I + φ·DD')^(−1/2) with D = Q·Z of the other
 * and φ its variance over s²_e, by the eigenvalues of D'D. In a balanced panel that is x − θ₁x̄_i − θ₂x̄_t + θ₃x̄.
 */
final class QuasiDemeaning {
    /** Most levels of the smaller of two effects; an eigenvalue problem of that size is solved. */
    static final int MOST_LEVELS = 1_000;

    private final OneEffect first;
    private final int[] firstCodes;
    private final double[] theta;
    private final int[] secondCodes;
    private final double[][] back;

    private QuasiDemeaning(OneEffect first, int[] firstCodes, double[] theta, int[] secondCodes, double[][] back) {
        this.first = first;
        this.firstCodes = firstCodes;
        this.theta = theta;
        this.secondCodes = secondCodes;
        this.back = back;
    }

    static QuasiDemeaning of(PanelColumns panel, VarianceComponents variances) {
        boolean two = panel.effects().size() == 2;
        int larger = two && panel.levels(1) > panel.levels(0) ? 1 : 0;
        Category first = panel.effects().get(larger);
        double[] theta = theta(panel, variances, larger);
        if (!two) {
            return new QuasiDemeaning(new OneEffect(first, Weights.NONE), first.codes(), theta, null, null);
        }
        Category second = panel.effects().get(1 - larger);
        if (second.levels() > MOST_LEVELS) {
            throw new NotEstimableException(
                    "Random effects of %s: one of the two may have at most %,d levels, and these have %,d and %,d; take one of them as fixed"
                            .formatted(panel.effectNames(), MOST_LEVELS, panel.levels(0), panel.levels(1)));
        }
        double phi = variances.variance(1 - larger) / variances.idiosyncratic();
        return new QuasiDemeaning(
                new OneEffect(first, Weights.NONE),
                first.codes(),
                theta,
                second.codes(),
                back(crossed(first, second, theta), phi));
    }

    /** θ_i of the effect by level. */
    static double[] theta(PanelColumns panel, VarianceComponents variances, int effect) {
        double errors = variances.idiosyncratic();
        return Arrays.stream(panel.sizes(effect))
                .map(size -> 1 - Math.sqrt(errors / (size * variances.variance(effect) + errors)))
                .toArray();
    }

    /** D'D = diag(N_t) − Σ_i (2θ_i − θ_i²)·n_i n_i'/T_i, n_it the rows in both levels. */
    private static double[][] crossed(Category first, Category second, double[] theta) {
        int levels = second.levels();
        double[][] crossed = new double[levels][levels];
        for (int[] rows : Levels.rows(first.codes(), first.levels())) {
            double share = theta[first.codes()[rows[0]]];
            double off = (2 - share) * share / rows.length;
            int[] codes = Arrays.stream(rows).map(row -> second.codes()[row]).toArray();
            int[] counts = Levels.counts(codes, levels);
            int[] met = Arrays.stream(codes).distinct().toArray();
            for (int a : met) {
                crossed[a][a] += counts[a];
                for (int b : met) {
                    crossed[a][b] -= off * counts[a] * counts[b];
                }
            }
        }
        return crossed;
    }

    /** V·diag(f)·V', f = (1 − (1 + φ·λ)^(−1/2))/λ over the eigenvalues λ of D'D; φ/2 where λ is zero. */
    private static double[][] back(double[][] crossed, double phi) {
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(crossed, false));
        int levels = crossed.length;
        double[][] back = new double[levels][levels];
        for (int m = 0; m < levels; m++) {
            double root = Math.sqrt(1 + phi * Math.max(eigen.getRealEigenvalue(m), 0));
            double factor = phi / (root * (1 + root));
            double[] vector = eigen.getEigenvector(m).toArray();
            for (int i = 0; i < levels; i++) {
                for (int j = 0; j < levels; j++) {
                    back[i][j] += factor * vector[i] * vector[j];
                }
            }
        }
        return back;
    }

    /** (N), a new array. */
    double[] of(double[] column) {
        double[] once = lessMeans(column);
        if (back == null) {
            return once;
        }
        double[] sums = new double[back.length];
        double[] inner = lessMeans(once);
        for (int row = 0; row < inner.length; row++) {
            sums[secondCodes[row]] += inner[row];
        }
        double[] levels = new double[back.length];
        for (int i = 0; i < levels.length; i++) {
            for (int j = 0; j < levels.length; j++) {
                levels[i] += back[i][j] * sums[j];
            }
        }
        double[] spread = new double[once.length];
        for (int row = 0; row < spread.length; row++) {
            spread[row] = levels[secondCodes[row]];
        }
        double[] taken = lessMeans(spread);
        for (int row = 0; row < once.length; row++) {
            once[row] -= taken[row];
        }
        return once;
    }

    /** Q of a column. */
    private double[] lessMeans(double[] column) {
        double[] means = first.means(column);
        double[] less = new double[column.length];
        for (int row = 0; row < less.length; row++) {
            int level = firstCodes[row];
            less[row] = column[row] - theta[level] * means[level];
        }
        return less;
    }
}
