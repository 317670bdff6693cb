package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.stats.Cholesky;
import org.agglo.stats.Distributions;
import org.agglo.stats.SymmetricMatrix;
import org.agglo.stats.Wald;

/** The quasi-demeaned regression with the regressors within the effects beside it, and the Wald test of these. */
final class HausmanAuxiliary {
    private static final String NAME = "Hausman, auxiliary regression";

    private HausmanAuxiliary() {}

    static TestResult test(RandomEffectsModel random, Vcov vcov) {
        Fitted fitted = FittedPanel.fitted(NAME, random, RandomSummaries.LABEL);
        RegressionSummary summary = random.summary();
        List<String> effects = summary.random().orElseThrow().names();
        Design quasi = fitted.solution().design();
        double[][] within = within(fitted, effects);
        int k = quasi.x().length;
        double[][] all = Arrays.copyOf(quasi.x(), k + within.length);
        System.arraycopy(within, 0, all, k, within.length);
        List<String> names = new ArrayList<>(quasi.names());
        IntStream.range(0, within.length).forEach(j -> names.add("within" + j));
        Design design = Design.plain(names, quasi.y(), all, Weights.NONE);
        Cholesky factor = Cholesky.of(design.products(), all.length, Selection.TOLERANCE);
        int[] kept = IntStream.range(0, all.length).filter(factor::kept).toArray();
        if (kept.length == k) {
            throw new NotEstimableException(
                    "%s: no regressor of %s varies within %s beyond what the others do, so that there is nothing to test"
                            .formatted(NAME, summary.formula(), Words.and(effects)));
        }
        return wald(fitted, vcov, Solution.of(design.only(kept), Fitter.CROSS_PRODUCTS), k, Words.and(effects));
    }

    /** What the effects leave of the regressors that vary within them. */
    private static double[][] within(Fitted fitted, List<String> names) {
        List<Effect> effects =
                fitted.sample().categories(names).stream().map(Effect::of).toList();
        int shift = fitted.formula().intercept() ? 1 : 0;
        double[][] regressors = Arrays.stream(fitted.kept())
                .map(term -> term - shift)
                .filter(regressor -> regressor >= 0)
                .mapToObj(regressor -> fitted.sample().regressors()[regressor])
                .toArray(double[][]::new);
        List<String> numbers = IntStream.range(0, regressors.length)
                .mapToObj(Integer::toString)
                .toList();
        Design design = Design.swept(
                numbers, fitted.sample().outcome(), regressors, Absorbers.of(effects, Weights.NONE), Weights.NONE);
        return design.only(new Selection(design, regressors, effects).kept()).x();
    }

    private static TestResult wald(Fitted fitted, Vcov vcov, Solution solution, int first, String effects) {
        int size = solution.slopes().length;
        Covariances.Estimate estimate = Covariances.ofRandom(
                solution, vcov, Keyed.of(fitted.sample(), vcov), new Freedom(size, List.of(), new long[0]));
        int q = size - first;
        double[] b = Arrays.copyOfRange(solution.slopes(), first, size);
        double[][] v = new double[q][q];
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
                v[i][j] = estimate.matrix().get(first + i, first + j);
            }
        }
        double statistic = Wald.statistic(b, SymmetricMatrix.of(v));
        return new TestResult(
                NAME,
                Hausman.hypothesis(effects),
                "χ²(%d)".formatted(q),
                statistic,
                q,
                Double.NaN,
                Distributions.chiSquaredTail(statistic, q),
                Double.isNaN(statistic)
                        ? Tested.notApplicable(
                                "under %s the covariance of the within regressors is singular; there are too few clusters for so many"
                                        .formatted(vcov.spec()))
                        : estimate.note());
    }
}
