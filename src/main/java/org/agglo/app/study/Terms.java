package org.agglo.app.study;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.agglo.regression.Expression;
import org.agglo.regression.Formula;

/** Terms of models, by the names the results give them. */
final class Terms {
    static final String INTERCEPT = "(Intercept)";

    private Terms() {}

    /** The regressors; empty if the formula is not understood, which is reported elsewhere. */
    static List<String> of(ModelSpec model) {
        try {
            return Formula.parse(model.formula()).terms().stream()
                    .map(Expression::label)
                    .toList();
        } catch (IllegalArgumentException | StackOverflowError e) {
            return List.of();
        }
    }

    /** Whether some model has the term, or may have it, since its formula is not understood or the data tell its terms. */
    static boolean inAny(String term, List<ModelSpec> models) {
        return term.equals(INTERCEPT)
                || models.isEmpty()
                || models.stream().anyMatch(Terms::expands)
                || models.stream().map(Terms::of).anyMatch(terms -> terms.isEmpty() || terms.contains(term));
    }

    private static boolean expands(ModelSpec model) {
        try {
            return Formula.parse(model.formula()).expands();
        } catch (IllegalArgumentException | StackOverflowError e) {
            return false;
        }
    }

    static String missing(String term, List<ModelSpec> models, String where) {
        Set<String> known = new LinkedHashSet<>();
        models.forEach(model -> known.addAll(of(model)));
        String hint = Nearest.hint(term, known);
        return "No term '%s' in %s%s"
                .formatted(term, where, hint.isEmpty() ? "; there are " + String.join(", ", known) : hint);
    }
}
