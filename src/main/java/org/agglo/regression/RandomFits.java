package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.regression.RegressionSummary.Component;
import org.agglo.regression.RegressionSummary.Components;
import org.agglo.stats.CrossProducts;

/**
 * Fits random effects to a sample on the driver: variance components, then least squares of the quasi-demeaned columns, the
 * column of ones among them.
 */
final class RandomFits {
    private RandomFits() {}

    /** A fit and its variance components. */
    record RandomFit(Fitted fitted, Components components) {}

    /** @throws NotEstimableException saying why the rows do not determine the model */
    static RandomFit fit(Formula formula, List<String> effects, RandomMethod method, Sample sample, Fitter fitter) {
        requireOutcome(formula, sample);
        Selection selection = selection(formula, sample);
        boolean constant = formula.intercept();
        int[] kept = withConstant(selection.kept(), constant);
        List<String> all = names(formula);
        double[][] columns = columns(formula, sample);
        List<String> names = Arrays.stream(kept).mapToObj(all::get).toList();
        double[][] x = Arrays.stream(kept).mapToObj(j -> columns[j]).toArray(double[][]::new);
        PanelColumns panel = PanelColumns.of(names, sample.outcome(), x, constant, sample.categories(effects));
        VarianceComponents variances = VarianceComponents.of(method, panel);
        Design design = quasiDemeaned(names, sample.outcome(), x, QuasiDemeaning.of(panel, variances));
        Fitted fitted = new Fitted(
                formula,
                sample,
                Solution.of(design, fitter),
                selection.omitted(),
                new Freedom(kept.length, List.of(), new long[0]),
                totalSum(design, constant),
                fitter.name(),
                notes(formula, sample, selection, panel, variances));
        return new RandomFit(fitted, components(method, panel, variances));
    }

    private static void requireOutcome(Formula formula, Sample sample) {
        if (sample.rows() == 0) {
            throw new NotEstimableException(
                    "%s: no row is left%s".formatted(formula.text(), Fits.because(sample.counts())));
        }
        double[] y = sample.outcome();
        if (formula.intercept() && Selection.constant(y) != null) {
            throw new NotEstimableException("%s: the outcome %s is %s in all %s"
                    .formatted(formula.text(), formula.outcome().label(), y[0], Words.count(y.length, "row")));
        }
    }

    /** Of the regressors as given: taking shares of group means off all of them leaves none more or less collinear. */
    private static Selection selection(Formula formula, Sample sample) {
        List<String> names = formula.terms().stream().map(Expression::label).toList();
        double[][] x = sample.regressors();
        Design design = formula.intercept()
                ? Design.centred(names, sample.outcome(), x, Weights.NONE)
                : Design.plain(names, sample.outcome(), x, Weights.NONE);
        Selection selection = new Selection(design, x, List.of());
        if (selection.kept().length == 0 && !(formula.intercept() && names.isEmpty())) {
            List<String> why = new ArrayList<>();
            selection.omitted().forEach((j, reason) -> why.add(names.get(j) + " is " + reason));
            throw new NotEstimableException(
                    "%s: no regressor is left; %s".formatted(formula.text(), String.join("; ", why)));
        }
        return selection;
    }

    /** Columns kept when the column of ones stands before the regressors. */
    private static int[] withConstant(int[] kept, boolean constant) {
        return constant
                ? IntStream.concat(IntStream.of(0), Arrays.stream(kept).map(j -> j + 1))
                        .toArray()
                : kept;
    }

    private static List<String> names(Formula formula) {
        List<String> names = new ArrayList<>();
        if (formula.intercept()) {
            names.add(LeastSquares.INTERCEPT);
        }
        formula.terms().forEach(term -> names.add(term.label()));
        return names;
    }

    private static double[][] columns(Formula formula, Sample sample) {
        double[][] x = sample.regressors();
        if (!formula.intercept()) {
            return x;
        }
        double[][] withOnes = new double[x.length + 1][];
        withOnes[0] = new double[sample.rows()];
        Arrays.fill(withOnes[0], 1);
        System.arraycopy(x, 0, withOnes, 1, x.length);
        return withOnes;
    }

    private static Design quasiDemeaned(List<String> names, double[] y, double[][] x, QuasiDemeaning less) {
        return Design.plain(names, less.of(y), Arrays.stream(x).map(less::of).toArray(double[][]::new), Weights.NONE);
    }

    /** What the quasi-demeaned column of ones alone leaves of the quasi-demeaned outcome. */
    private static double totalSum(Design design, boolean constant) {
        return constant
                ? CrossProducts.of(design.x()[0], design.y()).beyondFirst().get(0, 0)
                : CrossProducts.of(design.y()).get(0, 0);
    }

    private static Components components(RandomMethod method, PanelColumns panel, VarianceComponents found) {
        List<Component> effects = new ArrayList<>();
        for (int e = 0; e < panel.effects().size(); e++) {
            double[] theta = QuasiDemeaning.theta(panel, found, e);
            effects.add(new Component(
                    panel.effects().get(e).name(),
                    panel.levels(e),
                    found.variance(e),
                    Arrays.stream(theta).min().orElse(Double.NaN),
                    Arrays.stream(theta).max().orElse(Double.NaN)));
        }
        return new Components(method.label(), found.idiosyncratic(), found.within(), effects);
    }

    private static List<String> notes(
            Formula formula, Sample sample, Selection selection, PanelColumns panel, VarianceComponents found) {
        List<String> notes = new ArrayList<>();
        selection
                .omitted()
                .forEach((j, why) -> notes.add(
                        "%s is left out: %s".formatted(formula.terms().get(j).label(), why)));
        for (int e = 0; e < panel.effects().size(); e++) {
            if (found.estimated().get(e) < 0) {
                notes.add("The variance of the effects of %s was estimated as %.6g and set to zero%s"
                        .formatted(
                                panel.effects().get(e).name(),
                                found.estimated().get(e),
                                panel.effects().size() == 1 ? ", so that these are pooled least squares" : ""));
            }
        }
        if (!sample.counts().dropped().isEmpty()) {
            notes.add("Dropped " + Words.dropped(sample.counts().dropped()));
        }
        return notes;
    }
}
