package org.agglo.regression;

import org.agglo.regression.Vcov.Gaps;

/**
 * The rules of linearmodels: n/(n − K) of every covariance if debiased, all effects counted in K but a single effect nested in all
 * clusters; g/(g − 1)·(n − 1)/n of each term of clusters if group_debias; t with n − K, all effects counted, or the normal if not
 * debiased. With a single nested effect K has no constant, unless {@code constant = true}: so does a model there whose regressors
 * have a column of ones.
 */
final class LinearmodelsRules implements Rules {
    private final SmallSample options;

    LinearmodelsRules(SmallSample options) {
        this.options = options;
    }

    @Override
    public Correction correct(Facts facts) {
        if (facts.groups().size() > 2) {
            throw facts.refused("linearmodels", "it clusters by one or two columns; take fixest or reghdfe");
        }
        boolean debiased = options.flag("debiased", true);
        double n = facts.n();
        long all = facts.freedom().simple();
        boolean uncounted = facts.kind() == Vcov.Kind.CLUSTER
                && facts.freedom().effects().size() == 1
                && facts.within().stream().allMatch(facts.freedom().effects().get(0)::nestedIn);
        long constant =
                options.flag("constant", false) && !facts.freedom().effects().isEmpty() ? 1 : 0;
        long coefficients = facts.freedom().coefficients() + constant;
        long counted = uncounted ? coefficients : all;
        long k = debiased ? counted : counted - coefficients;
        Correction plain = Correction.of(
                k,
                debiased ? n - all : Double.POSITIVE_INFINITY,
                uncounted ? "the nested effect not counted in K" : "");
        return switch (facts.kind()) {
            case HC0, HC2, HC3 -> plain.with(Correction.usual(facts.kind()));
            case CRV3 -> plain.times("(G-1)/G", (facts.fewest() - 1) / facts.fewest());
            case CONLEY -> throw facts.refused("linearmodels", "take fixest or none");
            case CLUSTER -> clustered(plain.times("n/(n-K)", n / (n - k)), facts);
            default -> plain.times("n/(n-K)", n / (n - k));
        };
    }

    private Correction clustered(Correction so, Facts facts) {
        double n = facts.n();
        return options.flag("group_debias", false) ? so.eachTerm(own -> own / (own - 1) * (n - 1) / n) : so;
    }

    @Override
    public int lag(Vcov.Kind kind, int periods, int longest) {
        return Rules.longer(periods);
    }

    @Override
    public Gaps gaps(Vcov.Kind kind) {
        return kind == Vcov.Kind.NEWEY_WEST ? Gaps.ROWS : Gaps.ADJACENT;
    }
}
