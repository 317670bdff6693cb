package org.agglo.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.agglo.regression.Expansion;
import org.agglo.regression.RegressionSummary;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Covariance;
import org.agglo.regression.RegressionSummary.Effect;
import org.agglo.regression.RegressionSummary.Fit;
import org.agglo.regression.RegressionSummary.Sample;
import org.agglo.regression.TestResult;
import org.agglo.report.LineChart.Point;
import org.agglo.report.LineChart.Series;
import org.agglo.report.RegressionTable.Brackets;
import org.agglo.report.RegressionTable.LabelledModel;
import org.agglo.report.RegressionTable.Published;
import org.agglo.report.RegressionTable.PublishedColumn;
import org.agglo.stats.SymmetricMatrix;

/** Made-up results that the tests print. */
final class Samples {
    static final String HOSTILE =
            "<script>alert('x')</script> \\input{/etc/passwd} =cmd|' /C'!A0 a|b\nnew $x$ 5 % & 江苏 \"q\" #_^~ [*]--";

    private Samples() {}

    static Coefficient coefficient(String term, double estimate, double error, double p) {
        return new Coefficient(
                term,
                estimate,
                error,
                estimate / error,
                p,
                estimate - 2 * error,
                estimate + 2 * error,
                Optional.empty());
    }

    static Coefficient omitted(String term, String why) {
        double none = Double.NaN;
        return new Coefficient(term, 0, none, none, none, none, none, Optional.of(why));
    }

    static RegressionSummary summary(
            String estimator, Covariance covariance, List<Effect> effects, List<Coefficient> coefficients) {
        double within = effects.isEmpty() ? Double.NaN : 0.77354;
        return new RegressionSummary(
                "log(pat) ~ log(maggl) + log(pgdp) | year",
                Expansion.NONE,
                estimator,
                "log(pat)",
                coefficients,
                SymmetricMatrix.of(new double[coefficients.size()][coefficients.size()]),
                covariance,
                new Sample(372, 360, Map.of("missing open", 12L)),
                effects,
                new Fit(10, 40, 0.75, 0.74, within, within - 0.005, 0.45678, 12487.3, 5, 11, 0.0000001, 17),
                "mllib",
                Optional.empty(),
                Optional.empty(),
                List.of("Dropped 12 rows: missing open"),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, rows weighed. */
    static RegressionSummary weighted(RegressionSummary summary, String type, double total) {
        return new RegressionSummary(
                summary.formula(),
                summary.expansion(),
                summary.estimator(),
                summary.outcome(),
                summary.coefficients(),
                summary.vcov(),
                summary.covariance(),
                summary.sample(),
                summary.effects(),
                summary.fit(),
                summary.fitter(),
                summary.random(),
                Optional.of(new RegressionSummary.Weighting("copies", type, total, 0)),
                summary.notes(),
                Optional.empty(),
                Optional.empty());
    }

    /** A Poisson regression that MLlib fitted. */
    static RegressionSummary poisson() {
        RegressionSummary like = summary("Poisson", iid(), List.of(), List.of(coefficient("rta", 0.4, 0.1, 0.0001)));
        double none = Double.NaN;
        return new RegressionSummary(
                "flow ~ rta | origin",
                Expansion.NONE,
                like.estimator(),
                "flow",
                like.coefficients(),
                like.vcov(),
                like.covariance(),
                like.sample(),
                List.of(new Effect("origin", 12, 0, false)),
                new Fit(10, 40, none, none, none, none, 0.45678, 16, 1, Double.POSITIVE_INFINITY, 0.00006, 13),
                "mllib",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(
                        new RegressionSummary.Likelihood(-1185.3489, -1620.2, 1620.4, 1700, 0.26838, 0.41, 6, 1e-16)));
    }

    /** Two-stage least squares, exactly identified. */
    static RegressionSummary instrumented() {
        RegressionSummary like =
                summary("Two-stage least squares", iid(), List.of(), List.of(coefficient("price", -1.2, 0.3, 0.0001)));
        String nothing = "Exactly identified, as many instruments as endogenous regressors: nothing is left to test";
        return new RegressionSummary(
                "packs ~ 1 | price ~ tax",
                Expansion.NONE,
                like.estimator(),
                "packs",
                like.coefficients(),
                like.vcov(),
                like.covariance(),
                like.sample(),
                List.of(),
                like.fit(),
                "crossproducts",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(new RegressionSummary.Instruments(
                        List.of(new RegressionSummary.FirstStage(
                                "price",
                                like,
                                test("First stage of price", "F(1, 358)", 95.85, 0.0001, ""),
                                0.4011,
                                0.4011)),
                        List.of("tax"),
                        Map.of(),
                        List.of(
                                test("Cragg–Donald", "F", 95.85, Double.NaN, "iid only"),
                                test("Kleibergen–Paap rk", "F", 83.21, 0.0001, ""),
                                test("Sargan", "χ²(0)", Double.NaN, Double.NaN, nothing)))),
                Optional.empty());
    }

    private static TestResult test(String name, String distribution, double statistic, double p, String note) {
        return new TestResult(name, "H0", distribution, statistic, 1, Double.NaN, p, note);
    }

    static Covariance iid() {
        return new Covariance("iid", "IID", Map.of(), 6, 360 / 354.0, 354, "n/(n-K)", "fixest", Map.of());
    }

    static Covariance byYear() {
        Map<String, Double> factors = new LinkedHashMap<>();
        factors.put("(n-1)/(n-K)", 359 / 354.0);
        factors.put("G/(G-1)", 12 / 11.0);
        return new Covariance(
                "cluster(year)",
                "Clustered by year",
                Map.of("year", 12),
                6,
                359 / 354.0 * 12 / 11.0,
                11,
                "fixest: (n-1)/(n-K), G/(G-1)",
                "fixest",
                factors);
    }

    static RegressionSummary pooled() {
        return summary(
                "Pooled OLS",
                iid(),
                List.of(),
                List.of(
                        coefficient("(Intercept)", -18.536, 1.658, 1e-9),
                        coefficient("log(maggl)", 0.352, 0.0617, 1e-7),
                        coefficient("log(pgdp)", 2.314, 0.1346, 1e-12)));
    }

    static RegressionSummary yearEffects() {
        return summary(
                "Fixed effects",
                byYear(),
                List.of(new Effect("year", 12, 0, true)),
                List.of(
                        coefficient("log(maggl)", 0.609, 0.0266, 1e-7),
                        coefficient("log(pgdp)", -0.342, 0.158, 0.0534),
                        omitted("trend", "explained by year")));
    }

    static PublishedColumn published() {
        Map<String, Published> terms = new LinkedHashMap<>();
        terms.put("log(maggl)", new Published(0.392, 22.91));
        terms.put("log(pgdp)", new Published(-0.286, -1.81));
        return new PublishedColumn(
                "Published (2)",
                terms,
                Map.of(Statistic.OBSERVATIONS, 360.0, Statistic.R2_WITHIN, 0.739),
                "Cheng (2022), table 2, column 2",
                Brackets.T);
    }

    static TestResult hausman() {
        return new TestResult(
                "Hausman test",
                "the effects are uncorrelated with the regressors",
                "χ²(5)",
                15.234,
                5,
                Double.NaN,
                0.0094,
                "");
    }

    static Table regression() {
        return RegressionTable.of(
                "Three readings",
                List.of(
                        new LabelledModel("Pooled OLS", pooled()),
                        new LabelledModel("As reported", yearEffects()),
                        published()),
                new RegressionTable.Options().withTests(List.of(hausman())));
    }

    /** Every kind of cell, spans, groups and notes, with a hostile name in each place. */
    static Table hostile() {
        return Table.builder(HOSTILE)
                .span("", 1)
                .span(HOSTILE, 2)
                .column(HOSTILE, Table.Align.LEFT)
                .column(HOSTILE, Table.Align.DECIMAL)
                .column("Count", Table.Align.RIGHT)
                .group(HOSTILE)
                .row(Table.Cell.text(HOSTILE), Table.Cell.number(-1.5, 3, "***"), Table.Cell.count(1234567))
                .row(Table.Cell.hidden(HOSTILE), Table.Cell.bracketed(-0.25, 2), Table.Cell.check())
                .note(HOSTILE)
                .build();
    }

    static LineChart regionalAverages() {
        return new LineChart(
                "Figure 1. Manufacturing location quotient, average over provinces",
                "Three lines by year, 2005 to 2016: the east falls from 1.9 to 1.6, the centre rises to 0.7, the west stays near 0.5.",
                "Year",
                "Location quotient (nation = 1)",
                List.of(
                        series("East", 1.92, -0.03, -1),
                        series("Central", 0.58, 0.01, 3),
                        series("West", 0.55, -0.006, -1)),
                Optional.of(new LineChart.Reference(1, "LQ = 1, as the nation")));
    }

    static LineChart manyProvinces() {
        String[] names = {
            "Jiangsu",
            "Guangdong",
            "Shanghai",
            "Zhejiang",
            "Tianjin",
            "Fujian",
            "Shandong",
            "Liaoning",
            "Beijing",
            "Inner Mongolia Autonomous Region with a very long name indeed",
            "Hainan",
            "江苏省",
            "<script>&\"'"
        };
        List<Series> lines = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            lines.add(series(names[i], 1 + 0.07 * i, 0.002 * i, i % 3 == 0 ? 4 : -1));
        }
        return new LineChart("Thirteen lines", "Many", "Year", "Quotient", lines, Optional.empty());
    }

    static Series series(String name, double level, double slope, int filled) {
        return new Series(
                name,
                IntStream.rangeClosed(2005, 2016)
                        .mapToObj(year -> new Point(
                                year,
                                level + slope * (year - 2005) + 0.03 * Math.sin(year * 1.7 + level * 9),
                                year - 2005 == filled))
                        .toList());
    }

    static CoefficientPlot coefficients() {
        double none = Double.NaN;
        return new CoefficientPlot(
                "Agglomeration and innovation: the three readings and the regions",
                "Estimates of the coefficient on log agglomeration with 95 % intervals.",
                "Elasticity of patents with respect to manufacturing agglomeration",
                List.of(
                        new CoefficientPlot.Row("All provinces", "Pooled OLS", 0.481, 0.36, 0.602, 0.352),
                        new CoefficientPlot.Row(
                                "All provinces", "As written (province effects)", -0.015, -0.16, 0.13, none),
                        new CoefficientPlot.Row(
                                "All provinces",
                                "As reported (year effects, clustered by year)",
                                0.609,
                                0.55,
                                0.668,
                                0.392),
                        new CoefficientPlot.Row(
                                "All provinces",
                                "Two-way effects with a label that is so long that it has to be wrapped and then shortened because nobody would read it",
                                0.052,
                                -0.11,
                                0.214,
                                none),
                        new CoefficientPlot.Row("By region, year effects", "East", 0.701, 0.52, 0.882, 0.623),
                        new CoefficientPlot.Row("By region, year effects", "Central", 0.30, -4.5, 5.1, 0.326),
                        new CoefficientPlot.Row("By region, year effects", "West", none, none, none, -0.0412)));
    }
}
