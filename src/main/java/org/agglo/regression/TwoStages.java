package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.agglo.stats.CrossProducts;

/**
 * Two-stage least squares on the driver. First each endogenous regressor is regressed on the exogenous ones and the instruments,
 * then the outcome on the exogenous regressors and what the first stages fit: β = (X̂'WX̂)⁻¹X̂'Wy. The residuals are those of the
 * regressors themselves, u = y − Xβ, so that every covariance follows from the columns X̂ and these u.
 *
 * @param structural the second stage; its terms are the exogenous regressors, then the endogenous ones
 * @param first the first stages, by endogenous regressor
 * @param instruments labels of the instruments outside the equation that were kept
 * @param dropped those left out, and why
 */
record TwoStages(
        Formula formula,
        Absorber absorber,
        Fitted structural,
        Map<String, Fitted> first,
        List<String> instruments,
        Map<String, String> dropped) {
    /** Share of an endogenous regressor's variance below which instruments explain nothing of it. */
    private static final double NOTHING = 1e-18;

    /** @throws NotEstimableException saying why the rows or the instruments do not determine the model */
    static TwoStages fit(Formula formula, Sample sample, Fitter fitter) {
        Fits.requireRows(formula, sample.counts());
        requireAsMany(formula, formula.instruments(), "");
        Absorber absorber = new Remembering(Absorbers.of(sample.effects(formula.effects()), sample.weights()));
        double[][] columns = sample.regressors();
        int exogenous = formula.terms().size();
        int endogenous = formula.endogenous().size();
        Map<String, Fitted> first = new LinkedHashMap<>();
        for (int j = 0; j < endogenous; j++) {
            int own = exogenous + j;
            requireVariation(formula, j, sample, absorber);
            double[][] values = without(columns, exogenous, endogenous, columns[own]);
            Expression outcome = formula.endogenous().get(j);
            first.put(outcome.label(), firstStage(formula, outcome, sample.with(values), absorber, fitter));
        }
        List<Expression> kept = new ArrayList<>();
        Map<String, String> dropped = new LinkedHashMap<>();
        Fitted any = first.values().iterator().next();
        int shift = formula.intercept() ? 1 : 0;
        for (int i = 0; i < formula.instruments().size(); i++) {
            String reason = any.omitted(shift + exogenous + i);
            if (reason == null) {
                kept.add(formula.instruments().get(i));
            } else {
                dropped.put(formula.instruments().get(i).label(), reason);
            }
        }
        requireAsMany(formula, kept, reasons(dropped));
        first.forEach((name, stage) -> requireExplained(formula, name, stage, kept));
        Fitted structural = secondStage(formula, sample, absorber, List.copyOf(first.values()), fitter);
        return new TwoStages(
                formula,
                absorber,
                structural,
                first,
                kept.stream().map(Expression::label).toList(),
                dropped);
    }

    /** The outcome first: the endogenous regressor, then the exogenous ones and the instruments. */
    private static double[][] without(double[][] columns, int exogenous, int endogenous, double[] outcome) {
        double[][] values = new double[columns.length - endogenous + 1][];
        values[0] = outcome;
        System.arraycopy(columns, 0, values, 1, exogenous);
        System.arraycopy(
                columns, exogenous + endogenous, values, 1 + exogenous, columns.length - exogenous - endogenous);
        return values;
    }

    private static Fitted firstStage(
            Formula formula, Expression outcome, Sample sample, Absorber absorber, Fitter fitter) {
        List<Expression> terms = new ArrayList<>(formula.terms());
        terms.addAll(formula.instruments());
        Formula stage = new Formula(
                written(outcome, terms, formula),
                outcome,
                terms,
                formula.intercept(),
                formula.effects(),
                List.of(),
                List.of(),
                formula.expansion());
        try {
            return Fits.fit(stage, sample, absorber, fitter, (selection, solution) -> solution);
        } catch (NotEstimableException e) {
            throw new NotEstimableException("%s: in the first stage, %s".formatted(formula.text(), e.getMessage()));
        }
    }

    private static String written(Expression outcome, List<Expression> terms, Formula formula) {
        String own = terms.stream().map(term -> term.root().label()).collect(Collectors.joining(" + "));
        boolean plain = !formula.intercept() && formula.effects().isEmpty();
        return outcome.root().label() + " ~ " + (plain ? "0 + " : "") + own
                + (formula.effects().isEmpty() ? "" : " | " + String.join(" + ", formula.effectNames()));
    }

    private static Fitted secondStage(
            Formula formula, Sample sample, Absorber absorber, List<Fitted> first, Fitter fitter) {
        double[][] columns = sample.regressors();
        int exogenous = formula.terms().size();
        double[][] values = new double[1 + exogenous + first.size()][];
        values[0] = sample.outcome();
        System.arraycopy(columns, 0, values, 1, exogenous);
        for (int j = 0; j < first.size(); j++) {
            values[1 + exogenous + j] =
                    less(columns[exogenous + j], 1, first.get(j).solution().residuals());
        }
        Formula structural = new Formula(
                formula.text(),
                formula.outcome(),
                formula.regressors(),
                formula.intercept(),
                formula.effects(),
                List.of(),
                List.of(),
                formula.expansion());
        return Fits.fit(structural, sample.with(values), absorber, fitter, (selection, solution) -> {
            requireIdentified(formula, selection);
            int kept = solution.slopes().length - first.size();
            double[] residuals = solution.residuals();
            for (int j = 0; j < first.size(); j++) {
                residuals = less(
                        residuals,
                        solution.slopes()[kept + j],
                        first.get(j).solution().residuals());
            }
            double rss = sample.weights().crossProducts(residuals).get(0, 0);
            return solution.withResiduals(residuals, rss);
        });
    }

    private static double[] less(double[] column, double factor, double[] other) {
        double[] less = new double[column.length];
        for (int row = 0; row < less.length; row++) {
            less[row] = Math.fma(-factor, other[row], column[row]);
        }
        return less;
    }

    private static void requireVariation(Formula formula, int j, Sample sample, Absorber absorber) {
        double[] column = sample.regressors()[formula.terms().size() + j];
        String reason = null;
        if ((formula.intercept() || !formula.effects().isEmpty())
                && Spread.of(column).constant()) {
            reason = "is %s in all rows".formatted(column[0]);
        } else if (!formula.effects().isEmpty() && absorbed(column, absorber, sample.weights())) {
            reason = "does not vary within " + Words.and(formula.effectNames());
        }
        if (reason != null) {
            throw new NotEstimableException("%s: the endogenous regressor %s %s; leave it out"
                    .formatted(formula.text(), formula.endogenous().get(j).label(), reason));
        }
    }

    private static boolean absorbed(double[] column, Absorber absorber, Weights weights) {
        double[] ones = new double[column.length];
        Arrays.fill(ones, 1);
        double before = weights.crossProducts(ones, column).beyondFirst().get(0, 0);
        double left = weights.crossProducts(absorber.swept(column)).get(0, 0);
        return left <= Selection.TOLERANCE * Selection.TOLERANCE * before;
    }

    private static void requireAsMany(Formula formula, List<Expression> instruments, String because) {
        int endogenous = formula.endogenous().size();
        if (instruments.size() < endogenous) {
            throw new NotEstimableException(
                    "%s: not identified, %s (%s) but only %s%s%s; each endogenous regressor needs an instrument of its own"
                            .formatted(
                                    formula.text(),
                                    Words.count(endogenous, "endogenous regressor"),
                                    Words.and(labels(formula.endogenous())),
                                    Words.count(instruments.size(), "instrument"),
                                    instruments.isEmpty() ? "" : " (" + Words.and(labels(instruments)) + ")",
                                    because));
        }
    }

    /** Of one endogenous regressor: the instruments have to explain something beyond the exogenous ones. */
    private static void requireExplained(Formula formula, String name, Fitted stage, List<Expression> instruments) {
        Design design = stage.solution().design();
        int exogenous = design.names().size() - instruments.size();
        CrossProducts beyond = design.products();
        for (int j = 0; j < exogenous; j++) {
            beyond = beyond.beyondFirst();
        }
        double all = beyond.get(instruments.size(), instruments.size());
        double own = design.length(design.names().size());
        if (all <= Selection.TOLERANCE * Selection.TOLERANCE * own * own) {
            throw new NotEstimableException(
                    "%s: not identified, the endogenous regressor %s is collinear with %s; leave it out"
                            .formatted(
                                    formula.text(),
                                    name,
                                    Words.and(design.names().subList(0, exogenous))));
        }
        if (all - stage.solution().rss() <= NOTHING * all) {
            throw new NotEstimableException(
                    "%s: not identified, %s of %s beyond the exogenous regressors; other instruments are needed"
                            .formatted(formula.text(), explains(instruments), name));
        }
    }

    private static String explains(List<Expression> instruments) {
        return Words.and(labels(instruments)) + (instruments.size() == 1 ? " explains" : " explain") + " nothing";
    }

    /** Of all together: what the first stages fit has to be told apart. */
    private static void requireIdentified(Formula formula, Selection selection) {
        int exogenous = formula.terms().size();
        selection.omitted().forEach((j, why) -> {
            if (j >= exogenous) {
                throw new NotEstimableException(
                        "%s: not identified, what the instruments explain of %s is %s; other instruments are needed"
                                .formatted(
                                        formula.text(),
                                        formula.endogenous().get(j - exogenous).label(),
                                        why));
            }
        });
    }

    private static String reasons(Map<String, String> dropped) {
        return dropped.entrySet().stream()
                .map(entry -> ", " + entry.getKey() + " being " + entry.getValue())
                .collect(Collectors.joining());
    }

    private static List<String> labels(List<Expression> terms) {
        return terms.stream().map(Expression::label).toList();
    }

    /** Sums of the exogenous regressors, the instruments and the endogenous regressors, beyond constant and effects. */
    CrossProducts products() {
        List<double[]> all = new ArrayList<>(Arrays.asList(firstDesign().x()));
        first.values().forEach(stage -> all.add(stage.solution().design().y()));
        return structural.sample().weights().crossProducts(all.toArray(double[][]::new));
    }

    /** Of a first stage: all have the same regressors. */
    Design firstDesign() {
        return first.values().iterator().next().solution().design();
    }

    /** Of columns from which constant and effects are gone already. */
    Design design(List<String> names, double[] y, double[][] x) {
        Weights weights = structural.sample().weights();
        return formula.intercept() ? Design.centred(names, y, x, weights) : Design.plain(names, y, x, weights);
    }

    /** Number of exogenous regressors that are estimated, without the constant. */
    int exogenous() {
        return structural.solution().slopes().length - first.size();
    }
}
