package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agglo.stats.CrossProducts;

/** Fits a formula to a sample on the driver. */
final class Fits {
    private Fits() {}

    /** @throws NotEstimableException saying why the rows do not determine the model */
    static Fitted fit(Formula formula, Sample sample, Fitter fitter) {
        List<String> names = formula.terms().stream().map(Expression::label).toList();
        int n = sample.rows();
        if (n == 0) {
            throw new NotEstimableException("%s: no row is left%s".formatted(formula.text(), because(sample)));
        }
        double[] y = sample.outcome();
        double[][] x = sample.regressors();
        List<Category> effects = sample.categories(formula.effects());
        Absorber absorber = Absorbers.of(effects);
        Design design = effects.isEmpty()
                ? formula.intercept() ? Design.centred(names, y, x) : Design.plain(names, y, x)
                : Design.swept(names, y, x, absorber);
        requireVariation(formula, design, effects, y);
        Selection selection = new Selection(design, x, effects);
        List<String> notes = new ArrayList<>();
        selection.omitted().forEach((j, why) -> notes.add("%s is left out: %s".formatted(names.get(j), why)));
        if (selection.kept().length == 0 && !(formula.intercept() && x.length == 0)) {
            throw new NotEstimableException("%s: no regressor is left%s"
                    .formatted(formula.text(), notes.isEmpty() ? "" : "; " + String.join("; ", notes)));
        }
        Freedom freedom =
                new Freedom(selection.kept().length + (formula.intercept() ? 1 : 0), effects, absorber.redundant());
        if (n <= freedom.parameters()) {
            throw new NotEstimableException("%s: %s for %s, more rows than parameters are needed%s"
                    .formatted(
                            formula.text(),
                            Words.count(n, "row"),
                            Words.count(freedom.parameters(), "parameter"),
                            because(sample)));
        }
        Solution solution = Solution.of(design.only(selection.kept()), fitter);
        double tss = totalSum(formula, effects, y);
        notes.addAll(Remarks.of(sample, effects, absorber, solution, tss));
        return new Fitted(formula, sample, solution, selection.omitted(), freedom, tss, fitter.name(), notes);
    }

    private static void requireVariation(Formula formula, Design design, List<Category> effects, double[] y) {
        int outcome = design.x().length;
        String label = formula.outcome().label();
        boolean constantTaken = formula.intercept() || !effects.isEmpty();
        if (constantTaken && Selection.constant(y) != null) {
            throw new NotEstimableException("%s: the outcome %s is %s in all %s"
                    .formatted(formula.text(), label, y[0], Words.count(y.length, "row")));
        }
        if (!constantTaken && design.length(outcome) == 0) {
            throw new NotEstimableException("%s: the outcome %s is zero in all rows".formatted(formula.text(), label));
        }
        if (!effects.isEmpty() && design.length(outcome) <= Selection.TOLERANCE * design.lengthBefore(outcome)) {
            throw new NotEstimableException("%s: the outcome %s does not vary within %s"
                    .formatted(formula.text(), label, Words.and(formula.effects())));
        }
    }

    private static double totalSum(Formula formula, List<Category> effects, double[] y) {
        if (!formula.intercept() && effects.isEmpty()) {
            return CrossProducts.of(y).get(0, 0);
        }
        double[] ones = new double[y.length];
        java.util.Arrays.fill(ones, 1);
        return CrossProducts.of(ones, y).beyondFirst().get(0, 0);
    }

    /** " (dropped …)"; empty if nothing was. */
    static String because(Sample sample) {
        Map<String, Long> dropped = sample.counts().dropped();
        return dropped.isEmpty() ? "" : " (dropped " + Words.dropped(dropped) + ")";
    }
}
