package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agglo.stats.SymmetricMatrix;

/** The covariances of a solution, each with its small-sample rule. */
final class Covariances {
    private Covariances() {}

    /**
     * @param matrix (p, p), of the solution's columns
     * @param note what the reader has to be told; empty if nothing
     */
    record Estimate(SymmetricMatrix matrix, RegressionSummary.Covariance how, String note) {}

    /**
     * @param clusters the cluster columns in the order of {@code vcov.keys()}, none missing
     * @param freedom counts parameters
     */
    static Estimate of(Solution solution, Vcov vcov, List<Category> clusters, Freedom freedom) {
        return switch (vcov.kind()) {
            case IID -> iid(solution, vcov, freedom);
            case HC0, HC1 -> robust(solution, vcov, freedom);
            case CLUSTER -> clustered(solution, vcov, clusters, freedom);
        };
    }

    /** rss/(n − K)·(X'X)⁻¹. */
    private static Estimate iid(Solution solution, Vcov vcov, Freedom freedom) {
        long k = freedom.parameters();
        double left = solution.observations() - k;
        SymmetricMatrix matrix = solution.bread().times(solution.rss() / left);
        return estimate(matrix, vcov, Map.of(), k, solution.observations() / left, left, "rss/(n-K)");
    }

    /** The sandwich over rows, times n/(n − K) for HC1. */
    private static Estimate robust(Solution solution, Vcov vcov, Freedom freedom) {
        long k = freedom.parameters();
        double left = solution.observations() - k;
        boolean adjusted = vcov.kind() == Vcov.Kind.HC1;
        double factor = adjusted ? solution.observations() / left : 1;
        SymmetricMatrix matrix = solution.sandwich().ofRows().times(factor);
        return estimate(matrix, vcov, Map.of(), k, factor, left, adjusted ? "n/(n-K)" : "none");
    }

    /**
     * The sandwich over clusters, several keys by inclusion and exclusion (Cameron, Gelbach and Miller 2011, <i>J. Business
     * and Economic Statistics</i> 29(2), 238–249), times (n − 1)/(n − K)·G/(G − 1) with G the smallest number of
     * clusters, as fixest does by default (its {@code ssc}: {@code K.fixef = "nested"}, {@code G.df = "min"}).
     */
    private static Estimate clustered(Solution solution, Vcov vcov, List<Category> clusters, Freedom freedom) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        clusters.forEach(cluster -> numbers.put(cluster.name(), cluster.levels()));
        int fewest = clusters.stream().mapToInt(Category::levels).min().orElseThrow();
        if (fewest < 2) {
            throw new NotEstimableException(
                    "%s: only one cluster in %s, at least 2 are needed; use iid or robust, or another cluster"
                            .formatted(
                                    vcov.spec(),
                                    clusters.stream()
                                            .filter(cluster -> cluster.levels() < 2)
                                            .findFirst()
                                            .orElseThrow()
                                            .name()));
        }
        long k = freedom.parameters(clusters);
        double n = solution.observations();
        double factor = (n - 1) / (n - k) * fewest / (fewest - 1.0);
        SymmetricMatrix matrix =
                inclusionExclusion(solution.sandwich(), clusters).times(factor);
        boolean negative = negative(onIntercept(matrix, solution, 1));
        String rule = "fixest: (n-1)/(n-K), nested effects not counted in K; G/(G-1)"
                + (clusters.size() > 1 ? " with the smallest G" : "");
        RegressionSummary.Covariance how =
                new RegressionSummary.Covariance(vcov.spec(), vcov.label(), numbers, k, factor, fewest - 1.0, rule);
        String note = negative
                ? "The clustered covariance had a negative variance; its negative eigenvalues were set to zero"
                : "";
        return new Estimate(negative ? mended(matrix, solution) : matrix, how, note);
    }

    private static boolean negative(SymmetricMatrix matrix) {
        return IntStream.range(0, matrix.size()).anyMatch(i -> matrix.get(i, i) < 0);
    }

    /** Negative eigenvalues are those of the coefficients with the intercept, as fixest has them. */
    private static SymmetricMatrix mended(SymmetricMatrix matrix, Solution solution) {
        SymmetricMatrix mended = onIntercept(matrix, solution, 1).withoutNegativeEigenvalues();
        return onIntercept(mended, solution, -1);
    }

    /** From the columns' first coefficient, the outcome's mean, to the intercept, or back with sign −1. */
    private static SymmetricMatrix onIntercept(SymmetricMatrix matrix, Solution solution, int sign) {
        if (!solution.design().intercept()) {
            return matrix;
        }
        double[][] v = matrix.toArray();
        Fitted.addToFirst(
                v,
                Arrays.stream(solution.design().means())
                        .map(mean -> sign * mean)
                        .toArray());
        return SymmetricMatrix.of(v);
    }

    private static SymmetricMatrix inclusionExclusion(Sandwich sandwich, List<Category> clusters) {
        SymmetricMatrix sum = null;
        for (int set = 1; set < 1 << clusters.size(); set++) {
            List<Category> crossed = new ArrayList<>();
            for (int i = 0; i < clusters.size(); i++) {
                if ((set >> i & 1) == 1) {
                    crossed.add(clusters.get(i));
                }
            }
            SymmetricMatrix part = sandwich.ofClusters(crossed).times(crossed.size() % 2 == 1 ? 1 : -1);
            sum = sum == null ? part : sum.plus(part);
        }
        return sum;
    }

    private static Estimate estimate(
            SymmetricMatrix matrix,
            Vcov vcov,
            Map<String, Integer> clusters,
            long k,
            double factor,
            double df,
            String rule) {
        return new Estimate(
                matrix, new RegressionSummary.Covariance(vcov.spec(), vcov.label(), clusters, k, factor, df, rule), "");
    }
}
