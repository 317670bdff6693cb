package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.agglo.stats.CrossProducts;

/**
 * The columns that are regressed once a constant or fixed effects are taken out of them, and their cross-products.
 *
 * <p>Three kinds: with a constant, columns are taken about their means; with effects, about what the effects explain;
 * with neither they stay as they are. Means and cross-products are weighted, the columns themselves are not. Where rows stay
 * in Spark, only the sums are here and the columns are empty.
 */
final class Design {
    private final List<String> names;
    private final double[] y;
    private final double[][] x;
    private final CrossProducts products;
    private final Weights weights;

    private int[] numbers;
    private double[] means;
    private double outcomeMean;
    private double[] before;
    private CrossProducts uncentred;
    private boolean meansGone;
    private Function<Solution, Sandwich> sandwich = RowSandwich::new;

    private Design(List<String> names, double[] y, double[][] x, CrossProducts products, Weights weights) {
        this.names = names;
        this.y = y;
        this.x = x;
        this.products = products;
        this.weights = weights;
        this.numbers = IntStream.range(0, x.length).toArray();
        this.means = new double[x.length];
        this.before = lengths(products);
    }

    /** With a constant: cross-products are summed of the columns as given and centred afterwards, to 32 digits. */
    static Design centred(List<String> names, double[] y, double[][] x, Weights weights) {
        CrossProducts uncentred = weights.crossProducts(with(ones(y.length), x, y));
        double[] means = Arrays.stream(x).mapToDouble(weights::mean).toArray();
        double[][] about = new double[x.length][];
        for (int j = 0; j < x.length; j++) {
            about[j] = less(x[j], means[j]);
        }
        double mean = weights.mean(y);
        Design design = new Design(names, less(y, mean), about, uncentred.beyondFirst(), weights);
        design.means = means;
        design.outcomeMean = mean;
        design.uncentred = uncentred;
        design.meansGone = true;
        return design;
    }

    /** The columns as they stand. */
    static Design plain(List<String> names, double[] y, double[][] x, Weights weights) {
        return new Design(names, y, x, weights.crossProducts(with(null, x, y)), weights);
    }

    /** What the effects leave of the columns. */
    static Design swept(List<String> names, double[] y, double[][] x, Absorber absorber, Weights weights) {
        double[] ones = ones(y.length);
        double[] before = new double[x.length + 1];
        double[][] left = new double[x.length][];
        for (int j = 0; j <= x.length; j++) {
            before[j] =
                    lengths(weights.crossProducts(ones, j < x.length ? x[j] : y).beyondFirst())[0];
        }
        for (int j = 0; j < x.length; j++) {
            left[j] = absorber.swept(x[j]);
        }
        double[] rest = absorber.swept(y);
        Design design = new Design(names, rest, left, weights.crossProducts(with(null, left, rest)), weights);
        design.before = before;
        design.meansGone = true;
        return design;
    }

    /**
     * Of rows that stay elsewhere.
     *
     * @param uncentred of a column of ones, the regressors and the outcome as given
     * @param left of the regressors and the outcome after effects are swept out; null without effects
     * @param intercept whether a constant is taken out
     * @param weights their sum only
     * @param sandwich sums scores where the rows are
     */
    static Design ofSums(
            List<String> names,
            CrossProducts uncentred,
            CrossProducts left,
            boolean intercept,
            Weights weights,
            Function<Solution, Sandwich> sandwich) {
        int k = names.size();
        CrossProducts centred = uncentred.beyondFirst();
        CrossProducts plain = uncentred.only(IntStream.rangeClosed(1, k + 1).toArray());
        CrossProducts products = left != null ? left : intercept ? centred : plain;
        Design design = new Design(names, new double[0], new double[k][0], products, weights);
        design.before = left != null ? lengths(centred) : design.before;
        design.meansGone = intercept || left != null;
        design.sandwich = sandwich;
        if (intercept) {
            design.uncentred = uncentred;
            design.means = IntStream.rangeClosed(1, k)
                    .mapToDouble(j -> uncentred.get(j, 0) / uncentred.get(0, 0))
                    .toArray();
            design.outcomeMean = uncentred.get(k + 1, 0) / uncentred.get(0, 0);
        }
        return design;
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
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

    /** The same without some regressors. */
    Design only(int[] kept) {
        int[] withOutcome = Arrays.copyOf(kept, kept.length + 1);
        withOutcome[kept.length] = x.length;
        Design design = new Design(
                Arrays.stream(kept).mapToObj(names::get).toList(),
                y,
                Arrays.stream(kept).mapToObj(j -> x[j]).toArray(double[][]::new),
                products.only(withOutcome),
                weights);
        design.numbers = Arrays.stream(kept).map(j -> numbers[j]).toArray();
        design.means = Arrays.stream(kept).mapToDouble(j -> means[j]).toArray();
        design.outcomeMean = outcomeMean;
        design.before = Arrays.stream(withOutcome).mapToDouble(j -> before[j]).toArray();
        design.uncentred = intercept() ? uncentred.only(afterOnes(withOutcome)) : null;
        design.meansGone = meansGone;
        design.sandwich = sandwich;
        return design;
    }

    private static int[] afterOnes(int[] columns) {
        int[] shifted = new int[columns.length + 1];
        for (int i = 0; i < columns.length; i++) {
            shifted[i + 1] = columns[i] + 1;
        }
        return shifted;
    }

    List<String> names() {
        return names;
    }

    /** Numbers of the regressors in the design from which some were taken. */
    int[] numbers() {
        return numbers;
    }

    Weights weights() {
        return weights;
    }

    /** n: the rows, wherever they are, or what they stand for under frequency weights. */
    long observations() {
        return weights.observations(products.rows());
    }

    /** Σw, n without weights. */
    double totalWeight() {
        return weights.total(products.rows());
    }

    /** Rows on the driver. */
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

    /** What was taken off each regressor as a constant. */
    double[] means() {
        return means;
    }

    /** What was taken off the outcome as a constant. */
    double outcomeMean() {
        return outcomeMean;
    }

    /** Whether a constant was taken out. */
    boolean intercept() {
        return uncentred != null;
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

    /** (Σy − Σ_j b_j·Σx_j)/n to 32 digits; only with a constant. */
    double intercept(double[] slopes) {
        return uncentred.remainder(slopes);
    }

    Sandwich sandwich(Solution solution) {
        return sandwich.apply(solution);
    }
}
