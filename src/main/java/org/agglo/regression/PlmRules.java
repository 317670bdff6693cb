package org.agglo.regression;

import org.agglo.regression.Correction.Leverage;

/**
 * The rules of plm (Croissant and Millo 2008; its {@code vcovHC}, {@code vcovDC}, {@code vcovNW} and {@code vcovSCC}): no factor of
 * type HC0; n/(n − k) of HC1 and G/(G − 1)·(n − 1)/(n − k) of sss, k the slopes and the constant, effects not counted; HC2 to HC4 by
 * the leverages of the transformed regressors. t with n − K, all effects counted; the normal with random effects.
 */
final class PlmRules implements Rules {
    private final String type;

    PlmRules(SmallSample options) {
        this.type = options.option("type", "hc0");
    }

    @Override
    public Correction correct(Facts facts) {
        long all = facts.freedom().simple();
        double df = facts.random() ? Double.POSITIVE_INFINITY : facts.left(all);
        double n = facts.n();
        return switch (facts.kind()) {
            case IID -> Correction.of(all, df, "").times("n/(n-K)", n / (n - all));
            case HC0 -> typed("hc0", facts, df);
            case HC1 -> typed("hc1", facts, df);
            case HC2 -> typed("hc2", facts, df);
            case HC3 -> typed("hc3", facts, df);
            case CRV3 -> Correction.of(all, df, "").times("(G-1)/G", (facts.fewest() - 1) / facts.fewest());
            case CONLEY -> throw facts.refused("plm", "take fixest or none");
            default -> {
                if (facts.groups().size() > 2) {
                    throw facts.refused("plm", "it clusters by one or two columns; take fixest or reghdfe");
                }
                yield typed(type, facts, df);
            }
        };
    }

    private static Correction typed(String type, Facts facts, double df) {
        long k = facts.freedom().coefficients();
        double n = facts.n();
        Correction plain = Correction.of(k, df, "effects not counted in K");
        return switch (type) {
            case "sss" -> smallSample(plain, facts);
            case "hc1" -> plain.times("n/(n-K)", n / (n - k));
            case "hc2" -> plain.with(Leverage.WITHIN_HC2);
            case "hc3" -> plain.with(Leverage.WITHIN_HC3);
            case "hc4" -> plain.with(Leverage.WITHIN_HC4);
            default -> plain;
        };
    }

    private static Correction smallSample(Correction plain, Facts facts) {
        double n = facts.n();
        double left = n - plain.k();
        double g = facts.fewest();
        return switch (facts.kind()) {
            case NEWEY_WEST -> plain.times("n/(n-K)", n / left);
            case DRISCOLL_KRAAY -> plain.times("(n-1)/(n-K)", (n - 1) / left).times("T/(T-1)", g / (g - 1));
            default ->
                facts.groups().size() > 1
                        ? plain.times("(n-1)/(n-K)", (n - 1) / left).eachTerm(own -> own / (own - 1))
                        : plain.times("(n-1)/(n-K)", (n - 1) / left).times("G/(G-1)", g / (g - 1));
        };
    }

    @Override
    public int lag(Vcov.Kind kind, int periods, int longest) {
        return (int) Math.floor(Math.pow(longest, 0.25) + 1e-12);
    }
}
