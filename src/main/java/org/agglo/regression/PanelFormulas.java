package org.agglo.regression;

/** Formulas of estimators that take their effects as settings. */
final class PanelFormulas {
    private PanelFormulas() {}

    /**
     * The formula, without effects or instruments.
     *
     * @param who such as "The between estimator", for the message
     */
    static Formula withoutEffects(String text, String who) {
        Formula model = Formula.parse(text).withoutInstruments(who + " takes");
        if (!model.effects().isEmpty()) {
            throw new IllegalArgumentException("%s takes no effects after |; take \"| %s\" off the formula %s"
                    .formatted(who, String.join(" + ", model.effectNames()), model.text()));
        }
        return model;
    }
}
