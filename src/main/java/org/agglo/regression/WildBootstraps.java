package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.agglo.regression.WildBootstrap.Hypothesis;
import org.agglo.regression.WildBootstrap.Multipliers;

/** Runs the wild cluster bootstrap on a fit, on the driver: no row is looked at again once the scores are summed by cluster. */
final class WildBootstraps {
    /** Two t statistics closer than this share of their size are equal but for rounding, and none is larger. */
    private static final double EQUAL = 1e-10;

    /** Fewer patterns than this make p values coarse. */
    private static final int COARSE = 512;

    /** Distances in errors from the estimate at which a bound is sought. */
    private static final double FARTHEST = 1e6;

    private final WildBootstrap asked;
    private final WildClusters clusters;
    private final double estimate;
    private final WildClusters.Draw[] draws;

    private WildBootstraps(WildBootstrap asked, WildClusters clusters, double estimate) {
        this.asked = asked;
        this.clusters = clusters;
        this.estimate = estimate;
        boolean all = all();
        int number = all ? 1 << clusters.clusters() : asked.draws();
        this.draws = IntStream.range(0, number)
                .parallel()
                .mapToObj(draw -> clusters.draw(
                        all
                                ? WildClusters.signs(draw, clusters.clusters())
                                : WildClusters.multipliers(
                                        asked.multipliers(), asked.seed(), draw, clusters.clusters())))
                .toArray(WildClusters.Draw[]::new);
    }

    private boolean all() {
        return asked.multipliers() == Multipliers.RADEMACHER
                && clusters.clusters() < 31
                && 1L << clusters.clusters() <= asked.draws();
    }

    /** @param under the summary of the fit under a covariance */
    static WildBootstrapResult of(Fitted fitted, WildBootstrap asked, Function<Vcov, RegressionSummary> under) {
        Vcov vcov = vcov(asked.cluster());
        Category clusters = Keyed.of(fitted.sample(), vcov).clusters().get(0);
        if (clusters instanceof WideCategory) {
            throw new NotEstimableException(
                    "The wild bootstrap needs the rows on the driver; these are too many and stay in Spark. Take cluster(%s)"
                            .formatted(asked.cluster()));
        }
        RegressionSummary summary = under.apply(vcov);
        int term = Terms.estimated(summary, asked.term());
        RegressionSummary.Coefficient coefficient = summary.coefficients().get(term);
        WildClusters scores =
                new WildClusters(fitted.solution(), fitted.freedom().effects(), clusters, fitted.onColumns(term));
        if (!(scores.error() > 0)) {
            throw new NotEstimableException(
                    "The wild bootstrap cannot test %s: its clustered error is zero".formatted(asked.term()));
        }
        return new WildBootstraps(asked, scores, coefficient.estimate()).result(coefficient.error());
    }

    private static Vcov vcov(String cluster) {
        Vcov vcov = Vcov.parse("cluster(" + cluster + ")");
        if (vcov.clusters().size() != 1) {
            throw new IllegalArgumentException(
                    "The wild bootstrap redraws by one column of clusters, not %s; combine several with ^"
                            .formatted(cluster));
        }
        return vcov;
    }

    private WildBootstrapResult result(double error) {
        double[] t = statistics(asked.value());
        int number = (int)
                IntStream.range(0, t.length).filter(i -> !Double.isNaN(t[i])).count();
        double found = (estimate - asked.value()) / clusters.error();
        double slack = EQUAL * Math.abs(found);
        double above =
                IntStream.range(0, t.length).filter(i -> t[i] > found + slack).count();
        double below =
                IntStream.range(0, t.length).filter(i -> t[i] < found - slack).count();
        return new WildBootstrapResult(
                asked,
                clusters.clusters(),
                estimate,
                (estimate - asked.value()) / error,
                p(asked.value()),
                Math.min(1, 2 * Math.min(above, below) / number),
                bound(-1),
                bound(1),
                draws.length,
                all(),
                notes(t.length - number));
    }

    private List<String> notes(int undefined) {
        List<String> notes = new ArrayList<>();
        if (all()) {
            notes.add("Each of the %,d patterns of signs was taken once: p values are exact and go in steps of 1/%d"
                    .formatted(draws.length, draws.length));
        }
        if (all() && draws.length < COARSE) {
            notes.add("So few patterns make p values coarse; Webb's multipliers have more");
        }
        if (undefined > 0) {
            notes.add("%s had no t statistic and %s left out"
                    .formatted(Words.count(undefined, "draw"), undefined == 1 ? "was" : "were"));
        }
        return notes;
    }

    /** The draws' t under the null hypothesis that the coefficient has the value; the same for all values if it is not imposed. */
    private double[] statistics(double value) {
        double delta = asked.hypothesis() == Hypothesis.FREE ? 0 : (estimate - value) / clusters.spread();
        double[] t = new double[draws.length];
        for (int i = 0; i < t.length; i++) {
            t[i] = draws[i].t(delta);
        }
        return t;
    }

    /** The share of draws whose t is larger in size than the estimate's, if the coefficient has the value. */
    private double p(double value) {
        double least = Math.abs(estimate - value) / clusters.error() * (1 + EQUAL);
        int larger = 0;
        int defined = 0;
        for (double t : statistics(value)) {
            larger += Math.abs(t) > least ? 1 : 0;
            defined += Double.isNaN(t) ? 0 : 1;
        }
        return (double) larger / defined;
    }

    /** Where values on one side of the estimate begin to be rejected, by doubling the distance and then halving the bracket. */
    private double bound(int side) {
        DoubleUnaryOperator p = distance -> p(estimate + side * distance * clusters.error());
        double inside = 0;
        double outside = 1;
        while (p.applyAsDouble(outside) > asked.level()) {
            inside = outside;
            outside *= 2;
            if (outside > FARTHEST) {
                return side * Double.POSITIVE_INFINITY;
            }
        }
        while (outside - inside > 1e-12 * outside) {
            double middle = inside + (outside - inside) / 2;
            if (middle <= inside || middle >= outside) {
                break;
            }
            if (p.applyAsDouble(middle) > asked.level()) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return estimate + side * inside * clusters.error();
    }
}
