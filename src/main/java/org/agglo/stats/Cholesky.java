package org.agglo.stats;

/**
 * The factorisation A = L·D·L' of a positive semi-definite matrix of cross-products, to about 32 digits, that passes over
 * the columns which earlier ones explain.
 *
 * <p>Column j is passed over when what is left of it beyond the columns before it that were kept is less than {@code
 * tolerance} of its own length: √(d_j / a_jj) ≤ tolerance. Its row and column count as zero from there on, so the later
 * of two collinear columns goes, and the order of columns decides which.
 */
public final class Cholesky {
    private final int size;
    private final Twofold[][] l;
    private final Twofold[] d;
    private final boolean[] kept;
    private final double[] left;
    private int rank;

    private Cholesky(int size) {
        this.size = size;
        this.l = new Twofold[size][size];
        this.d = new Twofold[size];
        this.kept = new boolean[size];
        this.left = new double[size];
    }

    /**
     * Of the first {@code size} columns.
     *
     * @param a cross-products of at least that many columns
     * @param tolerance share of a column's length below which it counts as explained
     */
    public static Cholesky of(CrossProducts a, int size, double tolerance) {
        Cholesky factor = new Cholesky(size);
        for (int j = 0; j < size; j++) {
            factor.rank += factor.column(a, j, tolerance) ? 1 : 0;
        }
        return factor;
    }

    private boolean column(CrossProducts a, int j, double tolerance) {
        Twofold pivot = new Twofold(a.at(j, j));
        for (int m = 0; m < j; m++) {
            if (kept[m]) {
                pivot.subtractProduct(l[j][m].times(d[m]), l[j][m]);
            }
        }
        double own = a.get(j, j);
        left[j] = own > 0 ? Math.sqrt(Math.max(pivot.value(), 0) / own) : 0;
        kept[j] = left[j] > tolerance;
        d[j] = pivot;
        if (!kept[j]) {
            return false;
        }
        for (int i = j + 1; i < size; i++) {
            Twofold rest = new Twofold(a.at(i, j));
            for (int m = 0; m < j; m++) {
                if (kept[m]) {
                    rest.subtractProduct(l[i][m].times(d[m]), l[j][m]);
                }
            }
            l[i][j] = rest.dividedBy(pivot);
        }
        return true;
    }

    /** Number of columns kept. */
    public int rank() {
        return rank;
    }

    /** Whether column j was kept. */
    public boolean kept(int j) {
        return kept[j];
    }

    /** The share of column j's length that the columns before it do not explain, from 0 to 1. */
    public double left(int j) {
        return left[j];
    }

    /**
     * The solution b of A·b = c over the kept columns, 0 for the others, where c is column {@code right} of the
     * cross-products.
     */
    public double[] solve(CrossProducts a, int right) {
        Twofold[] c = new Twofold[size];
        for (int i = 0; i < size; i++) {
            c[i] = new Twofold(a.at(i, right));
        }
        return rounded(solve(c));
    }

    /**
     * A solution brought closer: b + A⁻¹(c − A·b), the bracket to 32 digits.
     *
     * @param b over all columns, 0 where not kept
     */
    public double[] refined(CrossProducts a, int right, double[] b) {
        Twofold[] rest = new Twofold[size];
        for (int i = 0; i < size; i++) {
            rest[i] = new Twofold(a.at(i, right));
            for (int j = 0; j < size; j++) {
                rest[i].subtractProduct(new Twofold(b[j]), a.at(i, j));
            }
        }
        double[] step = rounded(solve(rest));
        double[] refined = new double[size];
        for (int i = 0; i < size; i++) {
            refined[i] = b[i] + step[i];
        }
        return refined;
    }

    /** What is left of the square of column {@code right} beyond the kept columns, a sum of squared residuals. */
    public double residual(CrossProducts a, int right) {
        Twofold rest = new Twofold(a.at(right, right));
        Twofold[] forward = new Twofold[size];
        for (int i = 0; i < size; i++) {
            if (!kept[i]) {
                continue;
            }
            forward[i] = new Twofold(a.at(i, right));
            for (int m = 0; m < i; m++) {
                if (kept[m]) {
                    forward[i].subtractProduct(l[i][m], forward[m]);
                }
            }
            rest.subtractProduct(forward[i], forward[i].dividedBy(d[i]));
        }
        return Math.max(rest.value(), 0);
    }

    /** A⁻¹ over the kept columns, 0 in rows and columns of the others. */
    public SymmetricMatrix inverse() {
        double[][] inverse = new double[size][size];
        for (int j = 0; j < size; j++) {
            if (!kept[j]) {
                continue;
            }
            Twofold[] unit = new Twofold[size];
            for (int i = 0; i < size; i++) {
                unit[i] = new Twofold(i == j ? 1 : 0);
            }
            double[] column = rounded(solve(unit));
            for (int i = 0; i < size; i++) {
                inverse[i][j] = column[i];
            }
        }
        return SymmetricMatrix.of(inverse);
    }

    private Twofold[] solve(Twofold[] c) {
        for (int i = 0; i < size; i++) {
            for (int m = 0; kept[i] && m < i; m++) {
                if (kept[m]) {
                    c[i].subtractProduct(l[i][m], c[m]);
                }
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            if (!kept[i]) {
                c[i] = new Twofold();
                continue;
            }
            c[i] = c[i].dividedBy(d[i]);
            for (int m = i + 1; m < size; m++) {
                if (kept[m]) {
                    c[i].subtractProduct(l[m][i], c[m]);
                }
            }
        }
        return c;
    }

    private static double[] rounded(Twofold[] numbers) {
        double[] rounded = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            rounded[i] = numbers[i].value();
        }
        return rounded;
    }
}
