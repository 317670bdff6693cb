package org.agglo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.agglo.regression.RegressionSummary;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Covariance;
import org.agglo.regression.RegressionSummary.Effect;
import org.agglo.regression.RegressionSummary.FirstStage;
import org.agglo.regression.RegressionSummary.Fit;
import org.agglo.regression.RegressionSummary.Instruments;
import org.agglo.regression.RegressionSummary.Likelihood;
import org.agglo.regression.TestResult;
import org.agglo.report.RegressionTable.Options;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;

/** One model's summary, or a test, as it is printed on a terminal. */
public final class SummaryText {
    private static final int DECIMALS = 4;
    private static final Options STARS = new Options();

    private SummaryText() {}

    /** The printed summary: sample, effects, covariance, coefficients with 95 % intervals, fit, notes. */
    public static String of(RegressionSummary summary) {
        StringBuilder text = new StringBuilder();
        line(text, summary.estimator() + ": " + summary.formula());
        sample(text, summary);
        summary.weights().ifPresent(weights -> line(text, Wording.weights(weights, summary)));
        for (Effect effect : summary.effects()) {
            line(text, "Fixed effect: " + effect(effect));
        }
        summary.random().ifPresent(c -> line(text, "Random effect: " + Wording.random(c)));
        covariance(text, summary.covariance());
        text.append('\n').append(TableFormat.TEXT.render(coefficients(summary))).append('\n');
        fit(text, summary);
        summary.likelihood().ifPresent(likelihood -> likelihood(text, likelihood));
        summary.instruments().ifPresent(instruments -> instruments(text, instruments));
        Wording.remarks(summary).forEach(note -> line(text, "Note: " + note));
        return text.toString();
    }

    /** A test in one or two sentences: statistic, p value, null hypothesis, note. */
    public static String of(TestResult test) {
        return Wording.test(test);
    }

    /** The coefficients as a table: estimate, standard error, t, p, 95 % interval, stars. */
    public static Table coefficients(RegressionSummary summary) {
        String statistic = Double.isInfinite(summary.covariance().df()) ? "z" : "t";
        Table.Builder table = Table.builder("")
                .column("", Align.LEFT)
                .column("Estimate", Align.DECIMAL)
                .column("Std. error", Align.DECIMAL)
                .column(statistic, Align.DECIMAL)
                .column("p", Align.DECIMAL)
                .column("95 % low", Align.DECIMAL)
                .column("95 % high", Align.DECIMAL)
                .column("", Align.LEFT);
        summary.coefficients().forEach(coefficient -> table.row(row(coefficient)));
        table.note("*** p < 0.01, ** p < 0.05, * p < 0.1.");
        summary.coefficients().stream()
                .filter(c -> c.omitted().isPresent())
                .forEach(c -> table.note(Wording.sentence(
                        "Omitted: " + c.term() + ", " + c.omitted().get())));
        return table.build();
    }

    private static List<Cell> row(Coefficient c) {
        if (c.omitted().isPresent()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(c.term()), Cell.text("omitted")));
            while (row.size() < 8) {
                row.add(Cell.empty());
            }
            return row;
        }
        int decimals = Math.min(8, Numbers.decimalsOf(c.error(), DECIMALS));
        return List.of(
                Cell.text(c.term()),
                Cell.number(c.estimate(), decimals),
                Cell.number(c.error(), decimals),
                Cell.number(c.statistic(), 2),
                Cell.pValue(c.pValue()),
                Cell.number(c.low(), decimals),
                Cell.number(c.high(), decimals),
                Cell.text(STARS.starsFor(c.pValue())));
    }

    private static void sample(StringBuilder text, RegressionSummary summary) {
        String dropped = Wording.dropped(summary.sample());
        line(
                text,
                "Observations: " + Numbers.count(summary.observations())
                        + (dropped.isEmpty() ? "" : "; rows dropped: " + dropped));
    }

    private static String effect(Effect effect) {
        return effect.name() + " (" + Wording.plural(effect.levels(), "level")
                + (effect.redundant() > 0 ? ", " + Numbers.count(effect.redundant()) + " redundant" : "")
                + (effect.nested() ? ", nested in the clusters" : "") + ")";
    }

    private static void covariance(StringBuilder text, Covariance covariance) {
        line(text, "Standard errors: " + Wording.errors(covariance) + "; " + Wording.smallSample(covariance));
        String g = covariance.clusters().isEmpty()
                ? ""
                : ", G = "
                        + covariance.clusters().values().stream()
                                .map(Numbers::count)
                                .collect(Collectors.joining(", "));
        line(
                text,
                "Small sample: K = " + Numbers.count(covariance.k()) + g + ", " + factors(covariance)
                        + ", degrees of freedom " + Numbers.significant(covariance.df(), 4));
    }

    /** Such as "(n-1)/(n-K) = 1.014124, G/(G-1) = 1.090909, factor 1.106317". */
    private static String factors(Covariance covariance) {
        List<String> factors = new ArrayList<>();
        covariance.factors().forEach((name, value) -> factors.add(name + " = " + Numbers.fixed(value, 6)));
        if (factors.size() != 1) {
            factors.add("factor " + Numbers.fixed(covariance.factor(), 6));
        }
        return String.join(", ", factors);
    }

    private static void fit(StringBuilder text, RegressionSummary summary) {
        Fit fit = summary.fit();
        List<String> parts = new ArrayList<>();
        add(parts, "R² ", fit.r2());
        add(parts, "adjusted R² ", fit.r2Adjusted());
        add(parts, "within R² ", fit.r2Within());
        add(parts, "adjusted within R² ", fit.r2WithinAdjusted());
        if (!parts.isEmpty()) {
            line(text, String.join(", ", parts));
        }
        line(
                text,
                "Root mean squared error " + Numbers.significant(fit.rmse(), 5) + ", rank " + Numbers.count(fit.rank())
                        + ", fitted by " + Wording.fitter(summary));
        if (!Double.isNaN(fit.f())) {
            line(
                    text,
                    "F(" + Numbers.significant(fit.fDf1(), 4) + ", " + Numbers.significant(fit.fDf2(), 4) + ") = "
                            + Numbers.significant(fit.f(), 5) + ", " + Wording.p(fit.fPValue()));
        }
    }

    private static void likelihood(StringBuilder text, Likelihood likelihood) {
        line(
                text,
                "Log-likelihood " + Numbers.significant(likelihood.logLikelihood(), 6) + ", deviance "
                        + Numbers.significant(likelihood.deviance(), 6) + ", pseudo R² "
                        + Numbers.fixed(likelihood.pseudoR2(), 4) + ", squared correlation "
                        + Numbers.fixed(likelihood.squaredCorrelation(), 4));
        line(text, "Maximum found in " + Wording.plural(likelihood.iterations(), "iteration"));
    }

    private static void instruments(StringBuilder text, Instruments instruments) {
        for (FirstStage stage : instruments.stages()) {
            line(text, Wording.brief(stage.f()) + ", partial R² " + Numbers.fixed(stage.partialR2(), 4));
        }
        instruments.tests().forEach(test -> line(text, Wording.brief(test)));
    }

    private static void add(List<String> parts, String name, double value) {
        if (!Double.isNaN(value)) {
            parts.add(name + Numbers.fixed(value, 4));
        }
    }

    private static void line(StringBuilder text, String sentence) {
        TextTable.wrapped(text, sentence, "    ", TextTable.WIDTH);
    }
}
