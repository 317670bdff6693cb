package org.agglo.regression;

/**
 * The rules of fixest (Bergé, Butts and McDermott 2026; its function {@code ssc} and the vignette "On standard-errors").
 *
 * <p>K.adj: (n − 1)/(n − K), n/(n − K) of HC1. K.fixef: effects each of whose levels lies within one cluster are not counted in K,
 * but one level of all. G.adj: G/(G − 1), T/(T − 1) over time. G.df: with several clusters the smallest G, or each term its own.
 * t.df: G − 1, or n − K.
 */
final class FixestRules implements Rules {
    private final SmallSample options;

    FixestRules(SmallSample options) {
        this.options = options;
    }

    @Override
    public Correction correct(Facts facts) {
        if (facts.random()) {
            throw facts.refused("fixest", "it has no random effects; take plm, stata-xtreg, linearmodels or none");
        }
        long k = parameters(facts);
        double n = facts.n();
        boolean adjusted = options.flag("K.adj", true);
        Correction plain = Correction.of(k, df(facts, k), words(facts));
        return switch (facts.kind()) {
            case IID -> adjusted ? plain.times("n/(n-K)", n / (n - k)) : plain.times("n/(n-1)", n / (n - 1));
            case HC1 -> adjusted ? plain.times("n/(n-K)", n / (n - k)) : plain;
            case HC0, HC2, HC3 -> plain.with(Correction.usual(facts.kind()));
            case CRV3 -> plain.times("(G-1)/G", (facts.fewest() - 1) / facts.fewest());
            default -> {
                Correction parameters = adjusted ? plain.times("(n-1)/(n-K)", (n - 1) / (n - k)) : plain;
                yield options.flag("G.adj", true) ? groups(parameters, facts) : parameters;
            }
        };
    }

    private Correction groups(Correction so, Facts facts) {
        double g = facts.fewest();
        return switch (facts.kind()) {
            case CONLEY -> so;
            case NEWEY_WEST, DRISCOLL_KRAAY -> so.times("T/(T-1)", g / (g - 1));
            default -> conventional(facts) ? so.eachTerm(own -> own / (own - 1)) : so.times("G/(G-1)", g / (g - 1));
        };
    }

    private boolean conventional(Facts facts) {
        return facts.groups().size() > 1 && options.option("G.df", "min").equals("conventional");
    }

    private long parameters(Facts facts) {
        Freedom freedom = facts.freedom();
        boolean exact = options.flag("K.exact", false);
        return switch (options.option("K.fixef", "nonnested")) {
            case "none" -> freedom.withoutLevels();
            case "full" -> exact ? freedom.parameters() : freedom.simple();
            default -> exact ? freedom.parameters(facts.within()) : freedom.simple(facts.within());
        };
    }

    private double df(Facts facts, long k) {
        String df = options.option("t.df", "min");
        if (Character.isDigit(df.charAt(0))) {
            return Double.parseDouble(df);
        }
        return facts.groups().isEmpty() || df.equals("conventional") ? facts.left(k) : Math.max(1, facts.fewest() - 1);
    }

    private String words(Facts facts) {
        String nested = facts.within().isEmpty() || facts.freedom().effects().isEmpty()
                ? ""
                : switch (options.option("K.fixef", "nonnested")) {
                    case "none" -> "effects not counted in K";
                    case "full" -> "all effects counted in K";
                    default -> "nested effects not counted in K";
                };
        boolean several = facts.groups().size() > 1 && options.flag("G.adj", true);
        String g = !several ? "" : conventional(facts) ? "each term with its own G/(G-1)" : "the smallest G";
        return Words.joined(nested, g);
    }
}
