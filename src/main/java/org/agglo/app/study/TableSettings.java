package org.agglo.app.study;

import java.util.Arrays;
import java.util.List;
import org.agglo.report.Statistic;

/** Settings of the regression tables and of the figures. */
final class TableSettings {
    private static final String TABLE = "tables.<table>";
    private static final String MODEL = TABLE + ".models.<model>";
    private static final String PUBLISHED = TABLE + ".published.<column>";

    static final List<Setting> ALL = List.of(
            Setting.of("tables", Kind.NAMED, "{ readings { … } }", "Regression tables, by a name of your choice."),
            Setting.of(TABLE, Kind.GROUP, "", "One table."),
            Setting.of(TABLE + ".title", Kind.TEXT, "\"Three readings\"", "What it is headed with.")
                    .or(Fallback.NAME),
            Setting.of(
                    TABLE + ".by", Kind.TEXT, "area", "The column whose values split the sample: every model in each."),
            Setting.of(TABLE + ".models", Kind.NAMED, "{ ols { formula = \"log(y) ~ log(x)\" } }", "Its columns.")
                    .must(),
            Setting.of(MODEL, Kind.GROUP, "", "One model."),
            Setting.of(MODEL + ".label", Kind.TEXT, "\"Pooled OLS\"", "The head of its column.")
                    .or(Fallback.NAME),
            Setting.of(
                            MODEL + ".estimator",
                            Kind.TEXT,
                            "random",
                            "How it is estimated; least squares sweep out the formula's fixed effects.")
                    .or("least-squares")
                    .oneOf(Arrays.stream(ModelSpec.Estimator.values())
                            .map(ModelSpec.Estimator::key)
                            .toArray(String[]::new)),
            Setting.of(
                    MODEL + ".effect",
                    Kind.TEXT,
                    "province",
                    "The column whose values have an effect each (random, between); \"province + year\" for two random ones."),
            Setting.of(MODEL + ".method", Kind.TEXT, "nerlove", "How random effects find their variances.")
                    .or("swar")
                    .oneOf("swar", "harmonic", "walhus", "amemiya", "nerlove"),
            Setting.of(
                            MODEL + ".formula",
                            Kind.TEXT,
                            "\"log(pat) ~ log(maggl) + log(pgdp) | province + year\"",
                            "Outcome ~ regressors | fixed effects; c(y, z), sw(a, b) and csw(a, b) make a column for each model.")
                    .must(),
            Setting.of(
                            MODEL + ".vcov",
                            Kind.TEXT,
                            "\"cluster(province)\"",
                            "How errors are computed: iid, robust, hc2, hc3, cluster(a, b), nw(unit, time), dk(time) and others;"
                                    + " default is cluster by the first fixed effect, iid without one.")
                    .or("default"),
            Setting.of(
                            MODEL + ".small-sample",
                            Kind.TEXT,
                            "reghdfe",
                            "Whose small-sample rules: fixest, stata-xtreg, stata-areg, reghdfe, plm, linearmodels or none.")
                    .or("default"),
            Setting.of(MODEL + ".weights", Kind.TEXT, "population", "The column that weighs the rows."),
            Setting.of(
                            MODEL + ".weight-type",
                            Kind.TEXT,
                            "frequency",
                            "Analytic weights (the error's variance is inverse to them), or numbers of equal rows.")
                    .or("analytic")
                    .oneOf("analytic", "frequency"),
            Setting.of(
                            MODEL + ".singletons",
                            Kind.TEXT,
                            "keep",
                            "Rows that are alone in a level of a fixed effect are dropped, or kept.")
                    .or("drop")
                    .oneOf("drop", "keep"),
            Setting.of(
                    MODEL + ".offset",
                    Kind.TEXT,
                    "lpop",
                    "A Poisson model's column that is added with coefficient 1, such as the log of population."),
            Setting.of(
                    MODEL + ".wild",
                    Kind.TEXTS,
                    "[\"log(maggl)\"]",
                    "Terms whose p value the wild cluster bootstrap gives too, for few clusters."),
            Setting.of(
                            MODEL + ".tests",
                            Kind.TEXTS,
                            "[breusch-pagan, pesaran-cd]",
                            "Tests of the specification after the fit, over the panel's regions and periods; in tables without 'by'.")
                    .oneOf(Arrays.stream(ModelSpec.Test.values())
                            .map(ModelSpec.Test::key)
                            .toArray(String[]::new)),
            Setting.of(
                    TABLE + ".labels",
                    Kind.NAMED,
                    "{ \"log(maggl)\" = \"Agglomeration (log)\" }",
                    "Words for terms, effects and clusters."),
            Setting.of(
                    TABLE + ".labels.<term>", Kind.TEXT, "\"Agglomeration (log)\"", "What the table calls the term."),
            Setting.of(
                            TABLE + ".statistics",
                            Kind.TEXTS,
                            "[n, r2-adjusted, f]",
                            "What stands below the terms, in this order; one that no model has is left out.")
                    .or("[" + String.join(", ", keys(Statistic.USUAL)) + "]")
                    .oneOf(keys(List.of(Statistic.values())).toArray(String[]::new)),
            Setting.of(
                            TABLE + ".stars",
                            Kind.NUMBERS,
                            "[0.001, 0.01, 0.05]",
                            "Levels below which a p value has a star more; [] for none.")
                    .or("[0.01, 0.05, 0.1]")
                    .within(0, 4),
            Setting.of(
                    TABLE + ".hausman",
                    Kind.GROUP,
                    "{ fixed = within, random = random }",
                    "Tests random against fixed effects."),
            Setting.of(TABLE + ".hausman.fixed", Kind.TEXT, "within", "The model with fixed effects.")
                    .must(),
            Setting.of(TABLE + ".hausman.random", Kind.TEXT, "random", "The model with random effects.")
                    .must(),
            Setting.of(
                    TABLE + ".compare",
                    Kind.GROUP,
                    "{ term = \"log(maggl)\", models = [within, two-way] }",
                    "One coefficient across models; the run's summary says what differs."),
            Setting.of(TABLE + ".compare.term", Kind.TEXT, "\"log(maggl)\"", "The term.")
                    .must(),
            Setting.of(TABLE + ".compare.models", Kind.TEXTS, "[within, two-way]", "The models, two or more.")
                    .must()
                    .within(2, Double.POSITIVE_INFINITY),
            Setting.of(
                    TABLE + ".equal",
                    Kind.TEXTS,
                    "[\"log(maggl)\"]",
                    "Terms whose coefficients are tested to be equal across the values of 'by'."),
            Setting.of(
                    TABLE + ".published",
                    Kind.NAMED,
                    "{ within { brackets = t, \"log(maggl)\" = [0.392, 22.91] } }",
                    "Published results to put beside ours: by model, or by value of 'by' in a split table."),
            Setting.of(PUBLISHED, Kind.GROUP, "", "One published column."),
            Setting.of(
                    PUBLISHED + ".model",
                    Kind.TEXT,
                    "within",
                    "In a split table with several models, the model it stands beside."),
            Setting.of(
                            PUBLISHED + ".brackets",
                            Kind.TEXT,
                            "t",
                            "What the publication prints in brackets: t values or standard errors.")
                    .or("se")
                    .oneOf("t", "se"),
            Setting.of(PUBLISHED + ".n", Kind.NUMBER, "360", "Observations.").within(0, Double.POSITIVE_INFINITY),
            Setting.of(PUBLISHED + ".r2", Kind.NUMBER, "0.739", "R squared.").within(0, 1),
            Setting.of(PUBLISHED + ".r2-adjusted", Kind.NUMBER, "0.735", "Adjusted R squared.")
                    .within(Double.NEGATIVE_INFINITY, 1),
            Setting.of(PUBLISHED + ".f", Kind.NUMBER, "12487", "The F statistic.")
                    .within(0, Double.POSITIVE_INFINITY),
            Setting.of(
                            PUBLISHED + ".<term>",
                            Kind.NUMBERS,
                            "[0.392, 22.91]",
                            "A term of the formula, or \"(Intercept)\": its coefficient, and what stands in brackets.")
                    .within(1, 2),
            Setting.of("figures", Kind.GROUP, "", "Figures to draw."),
            Setting.of("figures.averages", Kind.FLAG, "true", "Draw the averages of 'describe' over time.")
                    .or("false"),
            Setting.of(
                    "figures.coefficients",
                    Kind.GROUP,
                    "{ term = \"log(maggl)\", tables = [readings] }",
                    "Draw one term's coefficient and interval in every model of some tables."),
            Setting.of("figures.coefficients.term", Kind.TEXT, "\"log(maggl)\"", "The term.")
                    .must(),
            Setting.of("figures.coefficients.tables", Kind.TEXTS, "[readings]", "The tables.")
                    .must());

    private TableSettings() {}

    private static List<String> keys(List<Statistic> statistics) {
        return statistics.stream().map(Statistic::key).toList();
    }
}
