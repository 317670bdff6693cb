package org.agglo.app.study;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agglo.regression.Vcov;

/**
 * One model of a table.
 *
 * @param label the head of its column; the name itself unless told
 * @param effects the grouping columns of random, between or correlated random effects; empty for other estimators
 * @param options what most models leave at its default
 * @param vcov covariance as the user wrote it, such as {@code cluster(year)}
 * @param origin where the formula stands
 */
public record ModelSpec(
        String name,
        String label,
        Estimator estimator,
        List<String> effects,
        Options options,
        String formula,
        String vcov,
        Origin origin) {
    public ModelSpec {
        effects = List.copyOf(effects);
    }

    ModelSpec with(Options others) {
        return new ModelSpec(name, label, estimator, effects, others, formula, vcov, origin);
    }

    /** The one column, or combination of columns, that the errors are clustered by. */
    public Optional<String> cluster() {
        return cluster(vcov);
    }

    static Optional<String> cluster(String vcov) {
        Vcov parsed = Vcov.parse(vcov);
        return parsed.kind() == Vcov.Kind.CLUSTER && parsed.clusters().size() == 1
                ? Optional.of(String.join("^", parsed.clusters().get(0)))
                : Optional.empty();
    }

    /**
     * @param method how random effects find their variances
     * @param smallSample whose small-sample rules
     * @param weights the column that weighs the rows
     * @param weightType {@code analytic} or {@code frequency}
     * @param singletons {@code drop} or {@code keep}
     * @param offset the column that is added to a Poisson model's index with coefficient 1
     * @param tests of the specification, made after the fit
     * @param wild terms whose p value the wild cluster bootstrap gives too
     */
    public record Options(
            String method,
            String smallSample,
            Optional<String> weights,
            String weightType,
            String singletons,
            Optional<String> offset,
            List<Test> tests,
            List<String> wild) {
        public Options {
            tests = List.copyOf(tests);
            wild = List.copyOf(wild);
        }

        Options withWild(List<String> terms) {
            return new Options(method, smallSample, weights, weightType, singletons, offset, tests, terms);
        }
    }

    /** Tests of the specification, over the panel's regions and periods. */
    public enum Test {
        BREUSCH_PAGAN,
        HONDA,
        PESARAN_CD,
        WOOLDRIDGE_SERIAL,
        GROUPWISE_HETEROSKEDASTICITY,
        EQUAL_SLOPES;

        /** Its name in study files. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Test> named(String key) {
            return List.of(values()).stream().filter(t -> t.key().equals(key)).findFirst();
        }
    }

    /** How it is estimated, by the name that study files give it. */
    public enum Estimator {
        LEAST_SQUARES("least-squares", false),
        RANDOM("random", true),
        CORRELATED_RANDOM("correlated-random", true),
        BETWEEN("between", true),
        FIRST_DIFFERENCE("first-difference", false),
        INSTRUMENTS("iv", false),
        POISSON("poisson", false);

        private final String key;
        private final boolean grouped;

        Estimator(String key, boolean grouped) {
            this.key = key;
            this.grouped = grouped;
        }

        /** Its name in study files. */
        public String key() {
            return key;
        }

        /** Whether it takes its effect as a setting of its own, and none in the formula. */
        boolean grouped() {
            return grouped;
        }

        static Optional<Estimator> named(String key) {
            return List.of(values()).stream().filter(e -> e.key.equals(key)).findFirst();
        }
    }
}
