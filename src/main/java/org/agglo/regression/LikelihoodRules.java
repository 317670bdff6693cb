package org.agglo.regression;

/**
 * Small-sample rules of a maximum of a likelihood, whose variance does not wait for an estimate: as fixest has them for Poisson
 * regressions, (n − 1)/(n − K) of the inverse information under {@code iid}, the factors of least squares otherwise, and tests
 * against the normal distribution. Other packages' rules are refused, but for {@code none}.
 */
final class LikelihoodRules implements Rules {
    private final Vcov vcov;
    private final Rules rules;

    LikelihoodRules(Vcov vcov) {
        this.vcov = vcov;
        this.rules = vcov.smallSample().rules();
    }

    @Override
    public Correction correct(Facts facts) {
        SmallSample.Dialect dialect = vcov.smallSample().dialect();
        if (dialect != SmallSample.Dialect.FIXEST && dialect != SmallSample.Dialect.NONE) {
            throw facts.refused(dialect.text(), "its rules are those of least squares; take fixest or none");
        }
        Correction found = rules.correct(facts);
        if (facts.kind() != Vcov.Kind.IID) {
            return found.normal();
        }
        double n = facts.n();
        Correction plain = Correction.of(found.k(), Double.POSITIVE_INFINITY, found.words());
        return found.factors().containsKey("n/(n-K)") ? plain.times("(n-1)/(n-K)", (n - 1) / (n - found.k())) : plain;
    }

    @Override
    public int lag(Vcov.Kind kind, int periods, int longest) {
        return rules.lag(kind, periods, longest);
    }

    @Override
    public Vcov.Gaps gaps(Vcov.Kind kind) {
        return rules.gaps(kind);
    }
}
