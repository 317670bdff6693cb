package org.agglo.regression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.stats.Distributions;

/**
 * Wald test that one coefficient is the same in every group, for models fitted apart on groups of rows.
 *
 * <p>W = Σ (b_g − b̄)²/s_g², b̄ = Σ (b_g/s_g²) / Σ (1/s_g²), is χ²(G − 1) under the null hypothesis, where s_g is the
 * error of group g under whatever covariance its summary has. It equals the Wald statistic of b₁ = b₂ = … = b_G with a
 * diagonal covariance: groups have to be independent of one another.
 */
public final class EqualCoefficients {
    /** With fewer degrees of freedom in a group than this the note warns of the χ² approximation. */
    private static final double FEW = 30;

    private EqualCoefficients() {}

    /** Groups without names are called group 1, group 2, … in messages. */
    public static TestResult test(List<RegressionSummary> groups, String term) {
        Map<String, RegressionSummary> named = new LinkedHashMap<>();
        groups.forEach(group -> named.put("group " + (named.size() + 1), group));
        return test(named, term);
    }

    /**
     * The test.
     *
     * @param groups group name to its fitted model, at least two
     * @param term as the summaries name it, such as "log(maggl)"
     * @throws NotEstimableException if a group's model lacks the term, omitted it, or has no error for it
     */
    public static TestResult test(Map<String, RegressionSummary> groups, String term) {
        if (groups.size() < 2) {
            throw new NotEstimableException(
                    "Equality of %s needs at least two groups, not %d".formatted(term, groups.size()));
        }
        double weights = 0;
        double weighted = 0;
        Map<String, Coefficient> found = new LinkedHashMap<>();
        groups.forEach((name, summary) -> found.put(name, estimated(name, summary, term)));
        for (Coefficient b : found.values()) {
            weights += 1 / (b.error() * b.error());
            weighted += b.estimate() / (b.error() * b.error());
        }
        double mean = weighted / weights;
        double statistic = found.values().stream()
                .mapToDouble(b -> Math.pow((b.estimate() - mean) / b.error(), 2))
                .sum();
        int df = groups.size() - 1;
        return new TestResult(
                "Equal coefficients",
                "The coefficient of %s is equal in %s".formatted(term, String.join(", ", groups.keySet())),
                "χ²(%d)".formatted(df),
                statistic,
                df,
                Double.NaN,
                Distributions.chiSquaredTail(statistic, df),
                note(groups));
    }

    private static Coefficient estimated(String group, RegressionSummary summary, String term) {
        Optional<Coefficient> found = summary.coefficients().stream()
                .filter(b -> b.term().equals(term))
                .findFirst();
        if (found.isEmpty()) {
            throw new NotEstimableException(
                    "Equality of %s cannot be tested: the model of %s has no such term; it has %s"
                            .formatted(term, group, Terms.names(summary)));
        }
        Coefficient b = found.get();
        if (b.omitted().isPresent()) {
            throw new NotEstimableException(
                    "Equality of %s cannot be tested: it is omitted in %s (%s); leave that group out"
                            .formatted(term, group, b.omitted().get()));
        }
        if (!(b.error() > 0) || Double.isInfinite(b.error())) {
            throw new NotEstimableException(
                    "Equality of %s cannot be tested: its error in %s is %s; choose another covariance or leave that group out"
                            .formatted(term, group, b.error()));
        }
        return b;
    }

    private static String note(Map<String, RegressionSummary> groups) {
        StringBuilder note = new StringBuilder("Groups are taken as independent");
        boolean clustered = groups.values().stream()
                .anyMatch(g -> !g.covariance().clusters().isEmpty());
        note.append(clustered ? ", so no cluster may have rows in two of them." : ".");
        double least = groups.values().stream()
                .mapToDouble(g -> g.covariance().df())
                .min()
                .orElse(Double.NaN);
        if (least < FEW) {
            note.append(
                    " χ² is an approximation for many rows or clusters: a group here has only %d degrees of freedom."
                            .formatted((long) least));
        }
        return note.toString();
    }
}
