package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.agglo.stats.Cholesky;
import org.agglo.stats.CrossProducts;

/**
 * Which regressors can be told apart, and why the others cannot. Taken in the formula's order, so that the later of two
 * collinear regressors goes.
 *
 * <ul>
 *   <li>constant: all its values are equal, to four units in the last place;
 *   <li>absorbed: the effects leave less than 1e-9 of its length about its mean;
 *   <li>collinear: the regressors before it leave less than 1e-9 of what the effects have left of its length.
 * </ul>
 */
final class Selection {
    /** Share of a column's length below which nothing of it is left. */
    static final double TOLERANCE = 1e-9;

    private static final double TAKES_PART = 1e-6;

    private final Map<Integer, String> omitted = new LinkedHashMap<>();
    private final int[] kept;

    /**
     * @param raw the regressors before anything was taken out of them
     * @param effects those swept out
     */
    Selection(Design design, double[][] raw, List<Effect> effects) {
        this(
                design,
                Arrays.stream(raw).map(Spread::of).toList(),
                design.intercept() || !effects.isEmpty(),
                j -> absorbing(raw[j], effects));
    }

    /**
     * @param spreads of the regressors before anything was taken out of them
     * @param constantTaken whether a constant or effects were taken out
     * @param absorbing the effects that explain a regressor
     */
    Selection(Design design, List<Spread> spreads, boolean constantTaken, IntFunction<List<String>> absorbing) {
        int size = design.x().length;
        for (int j = 0; j < size; j++) {
            String reason = null;
            if (constantTaken && spreads.get(j).constant()) {
                reason = "constant";
            } else if (spreads.get(j).zero()) {
                reason = "zero throughout";
            } else if (!design.intercept() && design.length(j) <= TOLERANCE * design.lengthBefore(j)) {
                reason = "absorbed by " + Words.and(absorbing.apply(j));
            }
            if (reason != null) {
                omitted.put(j, reason);
            }
        }
        collinear(design, size);
        this.kept =
                IntStream.range(0, size).filter(j -> !omitted.containsKey(j)).toArray();
    }

    /** Reasons by the number of the regressor. */
    Map<Integer, String> omitted() {
        return omitted;
    }

    int[] kept() {
        return kept;
    }

    /** The word if all values are equal but for rounding, else null. */
    static String constant(double[] column) {
        return Spread.of(column).constant() ? "constant" : null;
    }

    /** The one effect that alone explains the column, or else all of them. */
    static List<String> absorbing(double[] column, List<Effect> effects) {
        for (Effect effect : effects) {
            if (!effect.hasSlope() && constantWithin(column, effect.levels())) {
                return List.of(effect.name());
            }
        }
        return effects.stream().map(Effect::name).toList();
    }

    private static boolean constantWithin(double[] column, Category effect) {
        double[] least = new double[effect.levels()];
        double[] most = new double[effect.levels()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        double largest = 0;
        for (int row = 0; row < column.length; row++) {
            int level = effect.codes()[row];
            least[level] = Math.min(least[level], column[row]);
            most[level] = Math.max(most[level], column[row]);
            largest = Math.max(largest, Math.abs(column[row]));
        }
        for (int level = 0; level < least.length; level++) {
            if (most[level] - least[level] > 4 * Math.ulp(largest)) {
                return false;
            }
        }
        return true;
    }

    private void collinear(Design design, int size) {
        List<Integer> left = new ArrayList<>();
        for (int j = 0; j < size; j++) {
            if (!omitted.containsKey(j)) {
                left.add(j);
            }
        }
        int[] some = left.stream().mapToInt(Integer::intValue).toArray();
        CrossProducts products = design.products().only(some);
        Cholesky factor = Cholesky.of(products, some.length, TOLERANCE);
        for (int j = 0; j < some.length; j++) {
            if (!factor.kept(j)) {
                omitted.put(some[j], "collinear with " + Words.and(partners(design, products, some, j)));
            }
        }
    }

    /** The earlier regressors that take part in explaining column j. */
    private static List<String> partners(Design design, CrossProducts products, int[] some, int j) {
        double[] b = Cholesky.of(products, j, TOLERANCE).solve(products, j);
        List<String> partners = new ArrayList<>();
        double own = Math.sqrt(products.get(j, j));
        for (int i = 0; i < j; i++) {
            if (Math.abs(b[i]) * Math.sqrt(products.get(i, i)) > TAKES_PART * own) {
                partners.add(design.names().get(some[i]));
            }
        }
        return partners;
    }
}
