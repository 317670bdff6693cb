package org.agglo.regression;

/**
 * The rules of Stata's {@code xtreg, fe} and {@code xtreg, re}: under clusters the panel's own effect, the first of the
 * formula, is not counted in K, but a constant is; factor G/(G − 1)·(n − 1)/(n − K). Random effects are tested against the
 * normal.
 */
final class XtregRules implements Rules {
    private static final String PACKAGE = "Stata's xtreg";

    @Override
    public Correction correct(Facts facts) {
        Freedom freedom = facts.freedom();
        double n = facts.n();
        long all = freedom.parameters();
        return switch (facts.kind()) {
            case IID ->
                Correction.of(all, facts.random() ? Double.POSITIVE_INFINITY : n - all, "")
                        .times("n/(n-K)", n / (n - all));
            case CRV3 ->
                Correction.of(all, facts.fewest() - 1, "").times("(G-1)/G", (facts.fewest() - 1) / facts.fewest());
            case CLUSTER -> clustered(facts);
            case HC0, HC1, HC2, HC3 ->
                throw facts.refused(
                        PACKAGE,
                        "its vce(robust) is clustered by the panel's units: ask for cluster(…), or take stata-areg");
            default -> throw facts.refused(PACKAGE, "take fixest, plm, linearmodels or none");
        };
    }

    private static Correction clustered(Facts facts) {
        Freedom freedom = facts.freedom();
        if (facts.groups().size() > 1) {
            throw facts.refused(PACKAGE, "it clusters by one column; take reghdfe or fixest");
        }
        boolean effects = !freedom.effects().isEmpty();
        if (effects && !Freedom.nested(freedom.effects().get(0), facts.within())) {
            throw facts.refused(
                    PACKAGE,
                    "it stops where clusters cut through the units of %s; take stata-areg, reghdfe or fixest"
                            .formatted(freedom.effects().get(0).name()));
        }
        long k = effects
                ? freedom.parameters() - freedom.effects().get(0).levels().levels() + 1
                : freedom.parameters();
        double n = facts.n();
        double g = facts.fewest();
        String words = effects ? "the first effect counted as a constant in K" : "";
        return Correction.of(k, facts.random() ? Double.POSITIVE_INFINITY : g - 1, words)
                .times("(n-1)/(n-K)", (n - 1) / (n - k))
                .times("G/(G-1)", g / (g - 1));
    }
}
