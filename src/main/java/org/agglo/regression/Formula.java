package org.agglo.regression;

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
 * @param text as the user wrote it
 * @param outcome the left-hand side
 * @param terms the regressors, each once, in order, without the intercept
 * @param intercept whether a constant is estimated
 * @param effects names of the columns whose levels are swept out
 */
public record Formula(
        String text, Expression outcome, List<Expression> terms, boolean intercept, List<String> effects) {
    public Formula {
        terms = List.copyOf(terms);
        effects = List.copyOf(effects);
    }

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException pointing at the character where it is not understood
     */
    public static Formula parse(String text) {
        return new FormulaParser(text).formula();
    }

    /** All names it reads, effects included, each once, in the order they are written. */
    public List<String> variables() {
        LinkedHashSet<String> names = new LinkedHashSet<>(outcome.variables());
        terms.forEach(term -> names.addAll(term.variables()));
        names.addAll(effects);
        return List.copyOf(names);
    }
}
