package org.agglo.regression;

/** No small-sample rules: no factor, but (G − 1)/G of the jackknife, which is part of it; tests against the normal. */
final class NoRules implements Rules {
    @Override
    public Correction correct(Facts facts) {
        Correction plain = Correction.of(facts.freedom().parameters(), Double.POSITIVE_INFINITY, "")
                .with(Correction.usual(facts.kind()));
        return facts.kind() == Vcov.Kind.CRV3 ? plain.times("(G-1)/G", (facts.fewest() - 1) / facts.fewest()) : plain;
    }
}
