package org.agglo.regression;

import java.util.List;
import java.util.stream.Collectors;
import org.agglo.regression.RegressionSummary.Coefficient;

/** Finds terms in a summary. */
final class Terms {
    static final String INTERCEPT = "(Intercept)";

    private Terms() {}

    /**
     * The place of a term among the coefficients.
     *
     * @throws NotEstimableException if it is not there or was omitted
     */
    static int estimated(RegressionSummary model, String term) {
        List<Coefficient> all = model.coefficients();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).term().equals(term)) {
                all.get(i).omitted().ifPresent(reason -> {
                    throw new NotEstimableException("%s is omitted in %s: %s".formatted(term, model.formula(), reason));
                });
                return i;
            }
        }
        throw new NotEstimableException(
                "There is no term %s in %s; it has %s".formatted(term, model.formula(), names(model)));
    }

    /** The terms, joined. */
    static String names(RegressionSummary model) {
        return model.coefficients().stream().map(Coefficient::term).collect(Collectors.joining(", "));
    }
}
