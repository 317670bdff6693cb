package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A model as economists write it: {@code log(pat) ~ log(maggl) + urb | province + year}.
 *
 * <p>Left of {@code ~} the outcome, any {@link Expression}. Right of it the regressors, joined by {@code +}: expressions
 * made of names, functions and powers ({@code x}, {@code log(pat + 1)}, {@code x^2}, {@code I(x / z)}), products {@code
 * x:z}, and {@code x*z} for {@code x + z + x:z}. An intercept is there unless {@code 0 +} or {@code - 1} takes it off.
 * After {@code |} the effects to be swept out, names joined by {@code +}; with effects there is no intercept.
 *
 * <p>A last part {@code | endogenous ~ instruments} names the regressors that are correlated with the error and the
 * variables outside the model that stand in for them: {@code y ~ x | region + year | price ~ tax}, or {@code y ~ x | price ~
 * tax} without effects. {@code y ~ 1 | price ~ tax} has no other regressor.
 *
 * @param text as the user wrote it
 * @param outcome the left-hand side
 * @param terms the regressors, each once, in order, without the intercept
 * @param intercept whether a constant is estimated
 * @param effects those swept out, in order
 * @param endogenous the regressors to be instrumented, each once; they are not among {@code terms}
 * @param instruments what instruments them besides {@code terms}; as empty as {@code endogenous}
 */
public record Formula(
        String text,
        Expression outcome,
        List<Expression> terms,
        boolean intercept,
        List<EffectTerm> effects,
        List<Expression> endogenous,
        List<Expression> instruments) {
    public Formula {
        terms = List.copyOf(terms);
        effects = List.copyOf(effects);
        endogenous = List.copyOf(endogenous);
        instruments = List.copyOf(instruments);
    }

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException pointing at the character where it is not understood
     */
    public static Formula parse(String text) {
        return new FormulaParser(text).formula();
    }

    /** Whether some regressors are instrumented. */
    public boolean instrumented() {
        return !endogenous.isEmpty();
    }

    /** The exogenous regressors, then the endogenous ones: in the order of the coefficients. */
    List<Expression> regressors() {
        List<Expression> regressors = new ArrayList<>(terms);
        regressors.addAll(endogenous);
        return regressors;
    }

    /** @throws IllegalArgumentException pointing at the first endogenous regressor, if there is one */
    Formula withoutInstruments(String estimator) {
        if (instrumented()) {
            throw Caret.error(
                    text,
                    endogenous.get(0).root().position(),
                    "%s no instruments; fit this formula with InstrumentalVariables, or leave its last part out"
                            .formatted(estimator));
        }
        return this;
    }

    /** The same with more regressors, which are not in the text. */
    Formula and(List<Expression> more) {
        List<Expression> all = new ArrayList<>(terms);
        all.addAll(more);
        return new Formula(text, outcome, all, intercept, effects, endogenous, instruments);
    }

    /** All names it reads, effects and instruments included, each once, in the order they are written. */
    public List<String> variables() {
        LinkedHashSet<String> names = new LinkedHashSet<>(outcome.variables());
        terms.forEach(term -> names.addAll(term.variables()));
        for (EffectTerm effect : effects) {
            names.addAll(effect.columns());
            names.addAll(effect.slopes());
        }
        endogenous.forEach(term -> names.addAll(term.variables()));
        instruments.forEach(term -> names.addAll(term.variables()));
        return List.copyOf(names);
    }

    /** The effects as they are written. */
    public List<String> effectNames() {
        return effects.stream().map(EffectTerm::label).toList();
    }
}
