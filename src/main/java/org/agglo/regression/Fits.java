package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Fits a formula. */
final class Fits {
    private Fits() {}

    /**
     * To a sample on the driver.
     *
     * @throws NotEstimableException saying why the rows do not determine the model
     */
    static Fitted fit(Formula formula, Sample sample, Fitter fitter) {
        Absorber absorber = Absorbers.of(sample.effects(formula.effects()), sample.weights());
        return fit(formula, sample, absorber, fitter, (selection, solution) -> solution);
    }

    /**
     * @param absorber of the sample's effects and weights
     * @param after makes the solution of that of the regressors selected
     */
    static Fitted fit(
            Formula formula,
            Sample sample,
            Absorber absorber,
            Fitter fitter,
            BiFunction<Selection, Solution, Solution> after) {
        requireRows(formula, sample.counts());
        List<String> names = formula.terms().stream().map(Expression::label).toList();
        double[] y = sample.outcome();
        double[][] x = sample.regressors();
        Weights weights = sample.weights();
        List<Effect> effects = sample.effects(formula.effects());
        Design design = design(formula, names, y, x, absorber, weights);
        List<Spread> spreads = new ArrayList<>();
        Arrays.stream(x).map(Spread::of).forEach(spreads::add);
        spreads.add(Spread.of(y));
        return solve(
                new Problem(
                        formula,
                        sample,
                        design,
                        spreads,
                        effects,
                        Arrays.stream(absorber.redundant()).boxed().toList(),
                        j -> Selection.absorbing(x[j], effects),
                        totalSum(formula, y, weights),
                        Remarks.onEffects(
                                effects, absorber.redundant(), absorber.caveat(), Singletons.count(effects, weights))),
                fitter,
                after);
    }

    /** The columns beyond the formula's constant or effects. */
    static Design design(
            Formula formula, List<String> names, double[] y, double[][] x, Absorber absorber, Weights weights) {
        if (!formula.effects().isEmpty()) {
            return Design.swept(names, y, x, absorber, weights);
        }
        return formula.intercept() ? Design.centred(names, y, x, weights) : Design.plain(names, y, x, weights);
    }

    static void requireRows(Formula formula, RegressionSummary.Sample counts) {
        if (counts.used() == 0) {
            throw new NotEstimableException("%s: no row is left%s".formatted(formula.text(), because(counts)));
        }
    }

    /** @throws NotEstimableException saying why the rows do not determine the model */
    static Fitted solve(Problem problem, Fitter fitter) {
        return solve(problem, fitter, (selection, solution) -> solution);
    }

    private static Fitted solve(Problem problem, Fitter fitter, BiFunction<Selection, Solution, Solution> after) {
        requireVariation(problem);
        Formula formula = problem.formula();
        Design design = problem.design();
        Selection selection = new Selection(design, problem.spreads(), problem.constantTaken(), problem.absorbing());
        List<String> notes = new ArrayList<>();
        selection
                .omitted()
                .forEach((j, why) ->
                        notes.add("%s is left out: %s".formatted(design.names().get(j), why)));
        if (selection.kept().length == 0
                && !(formula.intercept() && formula.terms().isEmpty())) {
            throw new NotEstimableException("%s: no regressor is left%s"
                    .formatted(formula.text(), notes.isEmpty() ? "" : "; " + String.join("; ", notes)));
        }
        Freedom freedom = new Freedom(
                selection.kept().length + (formula.intercept() ? 1 : 0),
                problem.effects(),
                problem.redundant().stream().mapToLong(Long::longValue).toArray());
        requireMoreRowsThan(freedom.parameters(), problem);
        Solution solution = after.apply(selection, Solution.of(design.only(selection.kept()), fitter));
        notes.addAll(Remarks.of(problem, solution));
        return new Fitted(
                formula, problem.sample(), solution, selection.omitted(), freedom, problem.tss(), fitter.name(), notes);
    }

    private static void requireMoreRowsThan(long parameters, Problem problem) {
        long rows = problem.design().observations();
        if (rows <= parameters) {
            throw new NotEstimableException(
                    "%s: %s for %s, more rows than parameters are needed%s; leave out regressors or effects, or give more rows"
                            .formatted(
                                    problem.formula().text(),
                                    Words.count(rows, "row"),
                                    Words.count(parameters, "parameter"),
                                    because(problem.sample().counts())));
        }
    }

    private static void requireVariation(Problem problem) {
        Formula formula = problem.formula();
        Design design = problem.design();
        int outcome = formula.terms().size();
        String label = formula.outcome().label();
        Spread spread = problem.spreads().get(outcome);
        if (problem.constantTaken() && spread.constant()) {
            throw new NotEstimableException("%s: the outcome %s is %s in all %s"
                    .formatted(
                            formula.text(),
                            label,
                            spread.least(),
                            Words.count(problem.sample().counts().used(), "row")));
        }
        if (!problem.constantTaken() && spread.zero()) {
            throw new NotEstimableException("%s: the outcome %s is zero in all rows".formatted(formula.text(), label));
        }
        if (!problem.effects().isEmpty()
                && design.length(outcome) <= Selection.TOLERANCE * design.lengthBefore(outcome)) {
            throw new NotEstimableException("%s: the outcome %s does not vary within %s; leave effects out"
                    .formatted(formula.text(), label, Words.and(formula.effectNames())));
        }
        requireScale(problem);
    }

    /** Squares of the values have to be doubles too. */
    private static void requireScale(Problem problem) {
        List<String> labels = new ArrayList<>(problem.design().names());
        labels.add(problem.formula().outcome().label());
        for (int j = 0; j < labels.size(); j++) {
            Spread spread = problem.spreads().get(j);
            double largest = Math.max(Math.abs(spread.least()), Math.abs(spread.most()));
            if (largest > 1e140 || (largest > 0 && largest < 1e-140)) {
                throw new NotEstimableException("%s: %s reaches %s, beyond what can be squared and summed; rescale it"
                        .formatted(problem.formula().text(), labels.get(j), largest));
            }
        }
    }

    private static double totalSum(Formula formula, double[] y, Weights weights) {
        if (!formula.intercept() && formula.effects().isEmpty()) {
            return weights.crossProducts(y).get(0, 0);
        }
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        return weights.crossProducts(ones, y).beyondFirst().get(0, 0);
    }

    /** " (dropped …)", and what helps if all rows were alone in an effect's level; empty if nothing was dropped. */
    static String because(RegressionSummary.Sample counts) {
        Map<String, Long> dropped = counts.dropped();
        if (dropped.isEmpty()) {
            return "";
        }
        boolean alone = counts.used() == 0 && dropped.keySet().stream().anyMatch(Singletons::alone);
        return " (dropped " + Words.dropped(dropped) + ")" + (alone ? "; leave effects out" : "");
    }
}
