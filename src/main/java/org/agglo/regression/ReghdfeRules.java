package org.agglo.regression;

/**
 * The rules of reghdfe (Correia 2017): redundant levels are counted pair by pair of effects; under clusters effects nested in
 * them are not counted, but a constant then is; (n − 1)/(n − K)·G/(G − 1) with the smallest G; t with the lesser of n − K and
 * G − 1. Driscoll–Kraay: (n − 1)/(n − K)·T/(T − 1), all effects counted.
 */
final class ReghdfeRules implements Rules {
    @Override
    public Correction correct(Facts facts) {
        if (facts.random()) {
            throw facts.refused("reghdfe", "it has no random effects; take plm, stata-xtreg, linearmodels or none");
        }
        Freedom freedom = facts.freedom();
        long all = freedom.pairwise();
        double n = facts.n();
        double g = facts.fewest();
        Correction rows = Correction.of(all, n - all, "");
        return switch (facts.kind()) {
            case IID, HC1 -> rows.times("n/(n-K)", n / (n - all));
            case HC0, HC2, HC3 -> rows.with(Correction.usual(facts.kind()));
            case CRV3 -> Correction.of(all, g - 1, "").times("(G-1)/G", (g - 1) / g);
            case CLUSTER -> clustered(facts);
            case DRISCOLL_KRAAY ->
                Correction.of(all, Math.min(n - all, g - 1), "all effects counted in K")
                        .times("(n-1)/(n-K)", (n - 1) / (n - all))
                        .times("T/(T-1)", g / (g - 1));
            default -> throw facts.refused("reghdfe", "take fixest, plm, linearmodels or none");
        };
    }

    private static Correction clustered(Facts facts) {
        Freedom freedom = facts.freedom();
        long k = freedom.pairwise(facts.within());
        boolean nested = freedom.effects().stream()
                .anyMatch(effect -> !effect.hasSlope() && Freedom.nested(effect, facts.within()));
        double n = facts.n();
        double g = facts.fewest();
        String words = Words.joined(
                nested ? "nested effects counted as a constant in K" : "",
                facts.groups().size() > 1 ? "the smallest G" : "");
        return Correction.of(k, Math.min(n - k + (nested ? 1 : 0), g - 1), words)
                .times("(n-1)/(n-K)", (n - 1) / (n - k))
                .times("G/(G-1)", g / (g - 1));
    }

    @Override
    public int lag(Vcov.Kind kind, int periods, int longest) {
        return Rules.longer(periods);
    }
}
