package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.agglo.regression.Sandwich.LevelSums;
import org.agglo.regression.Vcov.Gaps;
import org.agglo.regression.Vcov.Serial;
import org.agglo.stats.SymmetricMatrix;

/** The covariances of a solution, each with its small-sample rules. */
final class Covariances {
    private final Solution solution;
    private final Vcov vcov;
    private final Keyed keyed;
    private final Freedom freedom;
    private final Kind kind;
    private final Rules rules;
    private final Function<Category, SymmetricMatrix> jackknife;
    private final List<Integer> groups = new ArrayList<>();

    /**
     * @param matrix (p, p), of the solution's columns
     * @param note what the reader has to be told; empty if nothing
     */
    record Estimate(SymmetricMatrix matrix, RegressionSummary.Covariance how, String note) {}

    /** What the solution is of. */
    private enum Kind {
        LEAST_SQUARES,
        RANDOM_EFFECTS,
        LIKELIHOOD
    }

    private Covariances(
            Solution solution,
            Vcov vcov,
            Keyed keyed,
            Freedom freedom,
            Kind kind,
            Function<Category, SymmetricMatrix> jackknife) {
        this.solution = solution;
        boolean random = kind == Kind.RANDOM_EFFECTS;
        this.vcov = vcov.with(vcov.smallSample().or(random ? SmallSample.RANDOM_EFFECTS : SmallSample.LEAST_SQUARES));
        this.keyed = keyed;
        this.freedom = freedom;
        this.kind = kind;
        this.jackknife = jackknife;
        this.rules = kind == Kind.LIKELIHOOD
                ? new LikelihoodRules(this.vcov)
                : this.vcov.smallSample().rules();
        keyed.clusters().forEach(cluster -> groups.add(cluster.levels()));
        if (vcov.kind() == Vcov.Kind.NEWEY_WEST || vcov.kind() == Vcov.Kind.DRISCOLL_KRAAY) {
            groups.add(keyed.time().levels());
        }
    }

    /** Of least squares with or without fixed effects, whose parameters {@code freedom} counts. */
    static Estimate of(Solution solution, Vcov vcov, Keyed keyed, Freedom freedom) {
        return new Covariances(
                        solution,
                        vcov,
                        keyed,
                        freedom,
                        Kind.LEAST_SQUARES,
                        clusters -> new Jackknife(vcov.spec(), solution, freedom.effects(), clusters).matrix())
                .estimate();
    }

    /** Of random effects, of which only the coefficients count. */
    static Estimate ofRandom(Solution solution, Vcov vcov, Keyed keyed, Freedom freedom) {
        return new Covariances(solution, vcov, keyed, freedom, Kind.RANDOM_EFFECTS, clusters -> {
                    throw new NotEstimableException(
                            "%s: without a cluster the variance components would differ too; with random effects take cluster(…)"
                                    .formatted(vcov.spec()));
                })
                .estimate();
    }

    /**
     * Of the maximum of a likelihood, of which the solution is the last step: its bread is the inverse information.
     *
     * @param jackknife fits it again without each cluster
     */
    static Estimate ofLikelihood(
            Solution solution, Vcov vcov, Keyed keyed, Freedom freedom, Function<Category, SymmetricMatrix> jackknife) {
        return new Covariances(solution, vcov, keyed, freedom, Kind.LIKELIHOOD, jackknife).estimate();
    }

    private Estimate estimate() {
        requireGroups();
        Correction correction = rules.correct(
                new Facts(vcov, solution.observations(), freedom, keyed.within(), groups, kind == Kind.RANDOM_EFFECTS));
        SymmetricMatrix matrix = raw(correction).times(correction.factor());
        boolean negative = negative(onIntercept(matrix, 1));
        String note =
                negative ? "The covariance had a negative variance; its negative eigenvalues were set to zero" : "";
        return new Estimate(negative ? mended(matrix) : matrix, how(correction), note);
    }

    private void requireGroups() {
        for (Category cluster : keyed.clusters()) {
            if (cluster.levels() < 2) {
                throw new NotEstimableException(
                        "%s: only one cluster in %s, at least 2 are needed; use iid or robust, or another cluster"
                                .formatted(vcov.spec(), cluster.name()));
            }
        }
        int lag = lag();
        if (!groups.isEmpty() && keyed.time() != null && lag >= keyed.time().levels()) {
            throw new NotEstimableException("%s: %s of %s, and %s; a lag has to be less than the number of periods"
                    .formatted(
                            vcov.spec(),
                            Words.count(keyed.time().levels(), "period"),
                            keyed.time().name(),
                            Words.count(lag, "lag")));
        }
    }

    private int lag() {
        if (vcov.serial().isEmpty()) {
            return 0;
        }
        int lag = vcov.serial().get().lag();
        if (lag >= 0) {
            return lag;
        }
        int periods = keyed.time().levels();
        int longest = keyed.unit() == null
                ? periods
                : Arrays.stream(Levels.counts(keyed.unit().codes(), keyed.unit().levels()))
                        .max()
                        .orElse(0);
        return rules.lag(vcov.kind(), periods, longest);
    }

    private Gaps gaps() {
        Gaps gaps = vcov.serial().map(Serial::gaps).orElse(Gaps.ADJACENT);
        return gaps == Gaps.USUAL ? rules.gaps(vcov.kind()) : gaps;
    }

    /** Before the factors that are common to all of it. */
    private SymmetricMatrix raw(Correction correction) {
        if (vcov.kind() == Vcov.Kind.IID) {
            return kind == Kind.LIKELIHOOD
                    ? solution.bread()
                    : solution.bread().times(solution.rss() / solution.observations());
        }
        if (vcov.kind() == Vcov.Kind.CRV3) {
            return jackknife.apply(keyed.clusters().get(0));
        }
        Sandwich sandwich = correction.leverage() == Correction.Leverage.NONE
                ? solution.sandwich()
                : new RowSandwich(
                        solution, Leverages.blown(vcov.spec(), correction.leverage(), solution, freedom.effects()));
        return switch (vcov.kind()) {
            case HC0, HC1, HC2, HC3 -> sandwich.ofRows();
            case DRISCOLL_KRAAY -> sandwich.between(acrossUnits(sandwich.sumsBy(keyed.time())));
            case NEWEY_WEST -> sandwich.between(withinUnits(sandwich.scores(vcov)));
            case CONLEY -> sandwich.between(spatial(sandwich.scores(vcov)));
            default -> inclusionExclusion(sandwich, correction.ofTerm());
        };
    }

    private SymmetricMatrix acrossUnits(LevelSums periods) {
        return new SerialMeat(vcov.spec(), periods.levels(), gaps(), lag())
                .acrossUnits(periods.sums().toArray(double[][]::new));
    }

    private SymmetricMatrix withinUnits(double[][] scores) {
        requireOneEach();
        return new SerialMeat(vcov.spec(), keyed.time(), gaps(), lag()).withinUnits(scores, keyed.unit());
    }

    private SymmetricMatrix spatial(double[][] scores) {
        PairSums pairs = new PairSums(scores.length);
        new SpatialMeat(
                        vcov.spec(),
                        vcov.spatial().orElseThrow(),
                        scores,
                        keyed.latitude(),
                        keyed.longitude(),
                        keyed.time())
                .addTo(pairs);
        if (keyed.unit() != null) {
            requireOneEach();
            new SerialMeat(vcov.spec(), keyed.time(), gaps(), lag())
                    .addWithinUnits(pairs, PairSums.byRow(scores), keyed.unit());
        }
        return pairs.matrix();
    }

    /** A row that stands for several is several rows of one unit and period. */
    private void requireOneEach() {
        Weights weights = solution.weights().copies();
        if (weights.kind() == Weights.Kind.FREQUENCY
                && Arrays.stream(weights.values()).anyMatch(w -> w > 1)) {
            throw new NotEstimableException(
                    "%s: rows with a frequency above 1 stand for several of one unit and period; name units that have one, or take dk(…)"
                            .formatted(vcov.spec()));
        }
    }

    private boolean negative(SymmetricMatrix matrix) {
        return IntStream.range(0, matrix.size()).anyMatch(i -> matrix.get(i, i) < 0);
    }

    /** Negative eigenvalues are those of the coefficients with the intercept, as fixest has them. */
    private SymmetricMatrix mended(SymmetricMatrix matrix) {
        return onIntercept(onIntercept(matrix, 1).withoutNegativeEigenvalues(), -1);
    }

    /** From the columns' first coefficient, the outcome's mean, to the intercept, or back with sign −1. */
    private SymmetricMatrix onIntercept(SymmetricMatrix matrix, int sign) {
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

    /**
     * Several keys by inclusion and exclusion: Cameron, Gelbach and Miller 2011, <i>J. Business and Economic Statistics</i> 29(2),
     * 238–249.
     */
    private SymmetricMatrix inclusionExclusion(Sandwich sandwich, DoubleUnaryOperator ofTerm) {
        List<Category> clusters = keyed.clusters();
        boolean own = ofTerm.applyAsDouble(2) != 1;
        SymmetricMatrix sum = null;
        for (int set = 1; set < 1 << clusters.size(); set++) {
            List<Category> crossed = new ArrayList<>();
            for (int i = 0; i < clusters.size(); i++) {
                if ((set >> i & 1) == 1) {
                    crossed.add(clusters.get(i));
                }
            }
            double sign = crossed.size() % 2 == 1 ? 1 : -1;
            double factor = own ? ofTerm.applyAsDouble(levels(crossed)) : 1;
            SymmetricMatrix part = sandwich.ofClusters(crossed).times(sign * factor);
            sum = sum == null ? part : sum.plus(part);
        }
        return sum;
    }

    private static int levels(List<Category> crossed) {
        return crossed.size() == 1
                ? crossed.get(0).levels()
                : Category.combined(crossed).levels();
    }

    private RegressionSummary.Covariance how(Correction correction) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        keyed.clusters().forEach(cluster -> numbers.put(cluster.name(), cluster.levels()));
        String factors = correction.factors().isEmpty()
                ? "no factor"
                : String.join(", ", correction.factors().keySet());
        return new RegressionSummary.Covariance(
                vcov.spec(),
                VcovLabel.of(vcov, lag(), gaps(), keyed),
                numbers,
                correction.k(),
                correction.factor(),
                correction.df(),
                vcov.smallSample().spec() + ": " + factors
                        + (correction.words().isEmpty() ? "" : "; " + correction.words()),
                vcov.smallSample().spec(),
                correction.factors());
    }
}
