package org.agglo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agglo.regression.RegressionSummary.Covariance;
import org.agglo.regression.RegressionSummary.Effect;
import org.agglo.regression.TestResult;
import org.agglo.report.RegressionTable.Brackets;
import org.agglo.report.RegressionTable.LabelledModel;
import org.agglo.report.RegressionTable.Options;
import org.junit.jupiter.api.Test;

class RegressionTableTest {
    @Test
    void readsAsEconomistsExpect() {
        assertThat(TableFormat.TEXT.render(Samples.regression())).isEqualTo("""
                        Three readings

                                            Pooled OLS  As reported  Published (2)
                        ----------------------------------------------------------
                        log(maggl)            0.352***    0.609***        0.392
                                             (0.062)     (0.027)        (22.91)
                        log(pgdp)             2.314***   -0.342*         -0.286
                                             (0.135)     (0.158)        (-1.81)
                        trend                             omitted
                        Constant            -18.536***
                                             (1.658)
                        ----------------------------------------------------------
                        year fixed effects                   ✓
                        ----------------------------------------------------------
                        Observations        360         360             360
                        R²                    0.750       0.750
                        Within R²                         0.774           0.739
                        Clusters by year                 12
                        ----------------------------------------------------------
                        Outcome: log(pat).
                        Brackets hold standard errors, but t values in Published (2).
                        Fixed effects: As reported: year (12 levels).
                        Standard errors: Pooled OLS: IID; As reported: clustered by year (12 clusters).
                        Small samples: Pooled OLS: n/(n-K); p values from t(354); As reported: fixest: (n-1)/(n-K),
                          G/(G-1); p values from t(11).
                        Stars: *** p < 0.01, ** p < 0.05, * p < 0.1; none on published numbers.
                        Omitted: As reported: trend (explained by year).
                        Rows dropped: 12 of 372 (12 missing open).
                        Fitted by MLlib's LinearRegression.
                        Hausman test: χ²(5) = 15.23, p = 0.009. H0: the effects are uncorrelated with the regressors.
                        Published (2): as published, Cheng (2022), table 2, column 2.
                        """);
    }

    @Test
    void tValuesStandInBracketsWhenAsked() {
        Table table = RegressionTable.of(
                "",
                List.of(new LabelledModel("A", Samples.pooled()), Samples.published()),
                new Options().withBrackets(Brackets.T));

        assertThat(TableFormat.TEXT.render(table)).contains("(17.19)", "(22.91)");
        assertThat(table.notes()).contains("Brackets hold t values.");
        assertThat(TableFormat.CSV.render(table)).contains("\"log(pgdp), t value\",17.19");
    }

    @Test
    void labelsReplaceTermsAndEffects() {
        Table table = RegressionTable.of(
                "",
                List.of(new LabelledModel("A", Samples.yearEffects())),
                new Options().withLabels(Map.of("log(maggl)", "Agglomeration (log)", "year", "Year")));

        assertThat(TableFormat.TEXT.render(table))
                .contains(
                        "Agglomeration (log)",
                        "Year fixed effects",
                        "Clusters by Year",
                        "Fixed effects: Year (12 levels).")
                .doesNotContain("log(maggl)  ");
    }

    @Test
    void smallEstimatesKeepTheirDigitsWithTheirErrors() {
        Table table = RegressionTable.of(
                "",
                List.of(new LabelledModel(
                        "A",
                        Samples.summary(
                                "Pooled OLS",
                                Samples.iid(),
                                List.of(),
                                List.of(Samples.coefficient("pop", 0.0000421, 0.00001, 0.2))))),
                new Options());

        assertThat(TableFormat.TEXT.render(table)).contains("0.000042", "(0.000010)");
    }

    @Test
    void severalClustersAndTheNormalDistributionAreSaid() {
        Covariance twoWay = new Covariance(
                "cluster(province, year)",
                "Clustered by province and year",
                new java.util.LinkedHashMap<>(Map.of("year", 12)),
                6,
                1,
                Double.POSITIVE_INFINITY,
                "",
                "none",
                Map.of());
        Table table = RegressionTable.of(
                "",
                List.of(new LabelledModel(
                        "A",
                        Samples.summary(
                                "Fixed effects",
                                twoWay,
                                List.of(new Effect("province", 30, 0, true)),
                                List.of(Samples.coefficient("x", 1, 0.5, 0.04))))),
                new Options());

        assertThat(table.notes())
                .contains(
                        "Standard errors: clustered by province and year (12 clusters).",
                        "Small samples: p values from the normal distribution.");
    }

    @Test
    void aTestThatDoesNotApplySaysWhy() {
        double none = Double.NaN;
        assertThat(SummaryText.of(new TestResult(
                        "Hausman test",
                        "no correlation",
                        "χ²(5)",
                        none,
                        5,
                        none,
                        none,
                        "The difference is not positive.")))
                .isEqualTo("Hausman test: not applicable. H0: no correlation. The difference is not positive.");
    }

    @Test
    void namesOfRowsAreNotBrokenByManyModels() {
        List<LabelledModel> models = IntStream.range(0, 7)
                .mapToObj(i -> new LabelledModel("Model " + i, Samples.yearEffects()))
                .toList();
        assertThat(TableFormat.TEXT.render(RegressionTable.of("", models, new Options())))
                .contains("\nyear fixed effects  ", "\nClusters by year  ");
    }

    @Test
    void aSourceOfPublishedNumbersIsNamedOnce() {
        Table table = RegressionTable.of(
                "",
                List.of(Samples.published(), new LabelledModel("A", Samples.pooled()), Samples.published()),
                new Options());
        assertThat(table.notes())
                .endsWith("Published (2); Published (2): as published, Cheng (2022), table 2, column 2.");
    }

    @Test
    void aTableWithoutModelsIsRefused() {
        assertThatThrownBy(() -> RegressionTable.of("T", List.of(), new Options()))
                .hasMessage("Regression table \"T\" has no models");
    }

    @Test
    void chosenStatisticsStandInTheirOrderAndOneThatNoModelHasIsLeftOut() {
        Table table = RegressionTable.of(
                "",
                List.of(new RegressionTable.LabelledModel("Pooled", Samples.pooled())),
                new Options()
                        .withStatistics(List.of(
                                Statistic.RMSE, Statistic.R2_WITHIN, Statistic.OBSERVATIONS, Statistic.R2_ADJUSTED)));

        String text = TableFormat.TEXT.render(table);
        assertThat(text).doesNotContain("Within R²").containsSubsequence("Root mean", "Observations", "Adjusted R²");
    }

    @Test
    void publishedNumbersAreNotRounded() {
        Table table = RegressionTable.of(
                "",
                List.of(new RegressionTable.PublishedColumn(
                        "East",
                        Map.of("log(maggl)", new RegressionTable.Published(-0.0412, 0.0408)),
                        Map.of(Statistic.OBSERVATIONS, 120.0, Statistic.R2, 0.761),
                        "table 3",
                        Brackets.ERRORS)),
                new Options());

        assertThat(TableFormat.TEXT.render(table)).contains("-0.0412", "(0.0408)", "Brackets hold standard errors.");
    }
}
