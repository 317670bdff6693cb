package org.agglo.disclosure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where imputation starts: the middle of the size class; without one, the weight times what a unit of weight has in published
 * cells with the code; without a weight, the same for all.
 */
final class Starts {
    /** What a weight of zero, or none, counts: a withheld cell is not known to be empty. */
    private static final double LEAST_WEIGHT = 0.01;

    private Starts() {}

    /**
     * The starts.
     *
     * @param middle (n) of the size class; NaN without one
     * @param weight (n) NaN without one; null if the treatment has no weight
     * @param codes (n) the code in the first hierarchy's column
     * @param tree the first hierarchy's
     */
    static double[] of(Cells cells, double[] middle, double[] weight, List<String> codes, CodeTree tree) {
        Map<String, double[]> sums = new HashMap<>();
        double[] all = new double[2];
        for (int i = 0; i < cells.size(); i++) {
            if (weight != null && cells.known(i) && weight[i] > 0) {
                add(sums.computeIfAbsent(codes.get(i), code -> new double[2]), cells.value()[i], weight[i]);
                add(all, cells.value()[i], weight[i]);
            }
        }
        double[] starts = new double[cells.size()];
        for (int i = 0; i < starts.length; i++) {
            if (middle[i] > 0) {
                starts[i] = middle[i];
            } else if (weight == null) {
                starts[i] = 1;
            } else {
                double units = weight[i] > 0 ? weight[i] : LEAST_WEIGHT;
                starts[i] = units * typical(codes.get(i), sums, all, tree);
            }
        }
        return starts;
    }

    private static void add(double[] sums, double value, double weight) {
        sums[0] += value;
        sums[1] += weight;
    }

    /** Of the code itself, else of what it lies in, else of all cells. */
    private static double typical(String code, Map<String, double[]> sums, double[] all, CodeTree tree) {
        for (String at = code; at != null; at = tree.parent(at)) {
            double[] sum = sums.get(at);
            if (sum != null && sum[0] > 0) {
                return sum[0] / sum[1];
            }
        }
        return all[0] > 0 ? all[0] / all[1] : 1;
    }
}
