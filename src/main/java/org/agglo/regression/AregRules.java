package org.agglo.regression;

/**
 * The rules of Stata's {@code areg}, which are those of {@code regress} with a dummy for each level: every effect is counted in
 * K; n/(n − K) of HC1, G/(G − 1)·(n − 1)/(n − K) under clusters.
 */
final class AregRules implements Rules {
    private static final String PACKAGE = "Stata's areg";

    @Override
    public Correction correct(Facts facts) {
        if (facts.random()) {
            throw facts.refused(PACKAGE, "it has no random effects; take plm, stata-xtreg, linearmodels or none");
        }
        long k = facts.freedom().parameters();
        double n = facts.n();
        double g = facts.fewest();
        String words = facts.freedom().effects().isEmpty() ? "" : "all effects counted in K";
        Correction rows = Correction.of(k, n - k, words);
        Correction clusters = Correction.of(k, g - 1, words);
        return switch (facts.kind()) {
            case IID, HC1 -> rows.times("n/(n-K)", n / (n - k));
            case HC0, HC2, HC3 -> rows.with(Correction.usual(facts.kind()));
            case CRV3 -> clusters.times("(G-1)/G", (g - 1) / g);
            case CLUSTER -> {
                if (facts.groups().size() > 1) {
                    throw facts.refused(PACKAGE, "it clusters by one column; take reghdfe or fixest");
                }
                yield clusters.times("(n-1)/(n-K)", (n - 1) / (n - k)).times("G/(G-1)", g / (g - 1));
            }
            default -> throw facts.refused(PACKAGE, "take fixest, plm, linearmodels or none");
        };
    }
}
