package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.regression.WildBootstrap.Multipliers;
import org.agglo.stats.SymmetricMatrix;

/**
 * A coefficient θ = R'β and all that redrawing needs of the rows: sums of scores by cluster (Roodman, MacKinnon, Nielsen and Webb
 * 2019, <i>Stata Journal</i> 19(1), 4–60).
 *
 * <p>With a = X·B·R, B the bread, the residuals under θ = r are u + δ·a, δ = (θ̂ − r)/(R'B·R). A draw multiplies those of cluster g
 * with v_g. Its estimate differs from r by Σ_g v_g·d_g, d_g = a_g'(u_g + δ·a_g), and the score of cluster g, projected on a, is s_g =
 * v_g·d_g − (X_g'a_g)'·B·Σ_h v_h·X_h'(u_h + δ·a_h) − what the effects take of the redrawn errors where they cut through clusters. Its t
 * is Σ v_g·d_g over √Σ s_g², both polynomials in δ: {@link Draw}.
 */
final class WildClusters {
    private final SymmetricMatrix bread;
    private final double[] a;
    private final double[][] scores;
    private final double[][] own;
    private final double[] d;
    private final double[] dOwn;
    private final WildCuts cuts;
    private final double spread;

    /**
     * One draw's numerator and squared denominator: n₀ + δ·n₁ and q₀ + 2δ·q₁ + δ²·q₂.
     */
    record Draw(double n0, double n1, double q0, double q1, double q2) {
        double t(double delta) {
            return (n0 + delta * n1) / Math.sqrt(Math.max(0, q0 + delta * (2 * q1 + delta * q2)));
        }
    }

    /** @param r (p), on the solution's columns */
    WildClusters(Solution solution, List<Effect> effects, Category clusters, double[] r) {
        this.bread = solution.bread();
        double[] direction = times(bread, r);
        this.a = combined(solution.columns(), direction);
        this.spread = Dot.of(r, direction);
        double[][] x = solution.columns();
        Weights weights = solution.weights();
        double[] u = solution.residuals();
        this.scores = sums(x, weights.times(u), clusters);
        this.own = sums(x, weights.times(a), clusters);
        this.d = combined(scores, direction);
        this.dOwn = combined(own, direction);
        CutEffects cut = new CutEffects(effects, clusters);
        this.cuts = cut.none() ? null : new WildCuts(cut, Absorbers.of(effects, weights), weights, clusters, a, u);
    }

    /** R'B·R. */
    double spread() {
        return spread;
    }

    int clusters() {
        return d.length;
    }

    /** The clustered error of θ̂ before any small-sample factor. */
    double error() {
        return Math.sqrt(Dot.of(d, d));
    }

    Draw draw(double[] v) {
        double[] shift = times(bread, combinedRows(scores, v));
        double[] shiftOwn = times(bread, combinedRows(own, v));
        double[] taken = cuts == null ? new double[v.length] : cuts.taken(v);
        double[] takenOwn = cuts == null ? new double[v.length] : cuts.takenOwn(v);
        double q0 = 0;
        double q1 = 0;
        double q2 = 0;
        for (int g = 0; g < v.length; g++) {
            double s = v[g] * d[g] - taken[g];
            double sOwn = v[g] * dOwn[g] - takenOwn[g];
            for (int j = 0; j < shift.length; j++) {
                s -= own[j][g] * shift[j];
                sOwn -= own[j][g] * shiftOwn[j];
            }
            q0 += s * s;
            q1 += s * sOwn;
            q2 += sOwn * sOwn;
        }
        return new Draw(Dot.of(d, v), Dot.of(dOwn, v), q0, q1, q2);
    }

    /** (G), the multipliers of a draw, told by its number alone. */
    static double[] multipliers(Multipliers kind, long seed, int draw, int clusters) {
        double[] v = new double[clusters];
        long start = mixed(mixed(seed) + draw);
        for (int g = 0; g < clusters; g++) {
            long bits = mixed(start + g) >>> 1;
            v[g] = kind == Multipliers.RADEMACHER ? 1 - 2 * (bits & 1) : webb((int) (bits % 6));
        }
        return v;
    }

    /** (G), the signs that the number's binary digits tell. */
    static double[] signs(int pattern, int clusters) {
        return IntStream.range(0, clusters)
                .mapToDouble(g -> 1 - 2 * (pattern >> g & 1))
                .toArray();
    }

    private static double webb(int which) {
        double size = Math.sqrt((which % 3 + 1) / 2.0);
        return which < 3 ? size : -size;
    }

    /** The finaliser of splitmix64: Steele, Lea and Flood (2014), <i>OOPSLA</i>, 453–472. */
    private static long mixed(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static double[][] sums(double[][] x, double[] factor, Category clusters) {
        double[][] sums = new double[x.length][clusters.levels()];
        int[] codes = clusters.codes();
        for (int j = 0; j < x.length; j++) {
            for (int row = 0; row < factor.length; row++) {
                sums[j][codes[row]] += x[j][row] * factor[row];
            }
        }
        return sums;
    }

    /** Σ_j b_j·columns_j. */
    private static double[] combined(double[][] columns, double[] b) {
        double[] combined = new double[columns[0].length];
        for (int j = 0; j < b.length; j++) {
            for (int row = 0; row < combined.length; row++) {
                combined[row] += b[j] * columns[j][row];
            }
        }
        return combined;
    }

    private static double[] combinedRows(double[][] rows, double[] v) {
        return Arrays.stream(rows).mapToDouble(row -> Dot.of(row, v)).toArray();
    }

    private static double[] times(SymmetricMatrix matrix, double[] b) {
        double[] times = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < b.length; j++) {
                times[i] += matrix.get(i, j) * b[j];
            }
        }
        return times;
    }
}
