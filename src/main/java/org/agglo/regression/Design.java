package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.Twofold;

/**
 * The columns that are regressed once a constant or fixed effects are taken out of them, and their cross-products.
 *
 * <p>Three kinds: with a constant, columns are taken about their means; with effects, about what the effects explain;
 * with neither they stay as they are.
 */
final class Design {
    private final List<String> names;
    private final double[] y;
    private final double[][] x;
    private final double[] means;
    private final boolean intercept;
    private final CrossProducts products;
    private final double[] before;
    private final CrossProducts uncentred;
    private final boolean meansGone;

    private Design(
            List<String> names,
            double[] y,
            double[][] x,
            double[] means,
            boolean intercept,
            CrossProducts products,
            double[] before,
            CrossProducts uncentred,
            boolean meansGone) {
        this.names = names;
        this.y = y;
        this.x = x;
        this.means = means;
        this.intercept = intercept;
        this.products = products;
        this.before = before;
        this.uncentred = uncentred;
        this.meansGone = meansGone;
    }

    /** With a constant: cross-products are summed of the columns as given and centred afterwards, to 32 digits. */
    static Design centred(List<String> names, double[] y, double[][] x) {
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        double[][] all = with(ones, x, y);
        CrossProducts uncentred = CrossProducts.of(all);
        CrossProducts products = uncentred.beyondFirst();
        double[] means = Arrays.stream(x).mapToDouble(Twofold::mean).toArray();
        double[][] about = new double[x.length][];
        for (int j = 0; j < x.length; j++) {
            about[j] = less(x[j], means[j]);
        }
        return new Design(
                names, less(y, Twofold.mean(y)), about, means, true, products, lengths(products), uncentred, true);
    }

    /** The columns as they stand. */
    static Design plain(List<String> names, double[] y, double[][] x) {
        CrossProducts products = CrossProducts.of(with(null, x, y));
        return new Design(names, y, x, new double[x.length], false, products, lengths(products), null, false);
    }

    /** What the effects leave of the columns. */
    static Design swept(List<String> names, double[] y, double[][] x, Absorber absorber) {
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        double[] before = new double[x.length + 1];
        double[][] left = new double[x.length][];
        for (int j = 0; j <= x.length; j++) {
            before[j] = lengths(CrossProducts.of(ones, j < x.length ? x[j] : y).beyondFirst())[0];
        }
        for (int j = 0; j < x.length; j++) {
            left[j] = absorber.swept(x[j]);
        }
        double[] rest = absorber.swept(y);
        CrossProducts products = CrossProducts.of(with(null, left, rest));
        return new Design(names, rest, left, new double[x.length], false, products, before, null, true);
    }

    private static double[][] with(double[] first, double[][] x, double[] y) {
        int shift = first == null ? 0 : 1;
        double[][] all = new double[x.length + 1 + shift][];
        if (first != null) {
            all[0] = first;
        }
        System.arraycopy(x, 0, all, shift, x.length);
        all[x.length + shift] = y;
        return all;
    }

    private static double[] lengths(CrossProducts products) {
        double[] lengths = new double[products.columns()];
        for (int j = 0; j < lengths.length; j++) {
            lengths[j] = Math.sqrt(Math.max(products.get(j, j), 0));
        }
        return lengths;
    }

    private static double[] less(double[] column, double mean) {
        double[] less = new double[column.length];
        for (int row = 0; row < less.length; row++) {
            less[row] = column[row] - mean;
        }
        return less;
    }

    List<String> names() {
        return names;
    }

    int rows() {
        return y.length;
    }

    /** (n), what is left of the outcome; shared. */
    double[] y() {
        return y;
    }

    /** (k, n), what is left of the regressors; shared. */
    double[][] x() {
        return x;
    }

    /** What was taken off each regressor; zeros but for {@link #centred}. */
    double[] means() {
        return means;
    }

    boolean intercept() {
        return intercept;
    }

    /** Whether all columns have mean zero, the constant or effects being gone from them. */
    boolean meansGone() {
        return meansGone;
    }

    /** (k + 1, k + 1), the outcome last. */
    CrossProducts products() {
        return products;
    }

    /** Length of column j (the outcome last) about its mean, before effects were swept out. */
    double lengthBefore(int j) {
        return before[j];
    }

    /** Length of column j, the outcome last. */
    double length(int j) {
        return Math.sqrt(Math.max(products.get(j, j), 0));
    }

    /** The same without some regressors. */
    Design only(int[] kept) {
        double[][] fewer = Arrays.stream(kept).mapToObj(j -> x[j]).toArray(double[][]::new);
        int[] withOutcome = Arrays.copyOf(kept, kept.length + 1);
        withOutcome[kept.length] = x.length;
        return new Design(
                Arrays.stream(kept).mapToObj(names::get).toList(),
                y,
                fewer,
                Arrays.stream(kept).mapToDouble(j -> means[j]).toArray(),
                intercept,
                products.only(withOutcome),
                Arrays.stream(withOutcome).mapToDouble(j -> before[j]).toArray(),
                intercept ? uncentred.only(afterOnes(withOutcome)) : null,
                meansGone);
    }

    private static int[] afterOnes(int[] columns) {
        int[] shifted = new int[columns.length + 1];
        for (int i = 0; i < columns.length; i++) {
            shifted[i + 1] = columns[i] + 1;
        }
        return shifted;
    }

    /** (Σy − Σ_j b_j·Σx_j)/n to 32 digits; only with a constant. */
    double intercept(double[] slopes) {
        return uncentred.remainder(slopes);
    }
}
