package org.agglo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
    @Test
    void printsWhatTheReaderOfARegressionLooksFor() {
        assertThat(SummaryText.of(Samples.yearEffects())).isEqualTo("""
                        Fixed effects: log(pat) ~ log(maggl) + log(pgdp) | year
                        Observations: 360; rows dropped: 12 of 372 (12 missing open)
                        Fixed effect: year (12 levels, nested in the clusters)
                        Standard errors: clustered by year (12 clusters); fixest: (n-1)/(n-K), G/(G-1); p values from
                            t(11)
                        Small sample: K = 6, G = 12, (n-1)/(n-K) = 1.014124, G/(G-1) = 1.090909, factor 1.106317,
                            degrees of freedom 11

                                    Estimate  Std. error    t       p    95 % low  95 % high
                        -------------------------------------------------------------------------
                        log(maggl)   0.6090     0.0266    22.89  <0.001   0.5558     0.6622   ***
                        log(pgdp)   -0.3420     0.1580    -2.16   0.053  -0.6580    -0.0260   *
                        trend        omitted
                        -------------------------------------------------------------------------
                        *** p < 0.01, ** p < 0.05, * p < 0.1.
                        Omitted: trend, explained by year.

                        R² 0.7500, adjusted R² 0.7400, within R² 0.7735, adjusted within R² 0.7685
                        Root mean squared error 0.45678, rank 17, fitted by MLlib's LinearRegression
                        F(5, 11) = 12,487, p < 0.001
                        """);
    }

    @Test
    void saysWhatWeighedTheRows() {
        assertThat(SummaryText.of(Samples.weighted(Samples.yearEffects(), "analytic", 12.5)))
                .contains("Observations: 360;", "\nWeights: copies (analytic)\n");
        assertThat(SummaryText.of(Samples.weighted(Samples.yearEffects(), "frequency", 1204)))
                .contains("Observations: 1,204;", "\nWeights: copies (frequency), 360 rows for 1,204 observations\n");
    }

    @Test
    void saysHowTheMaximumOfALikelihoodWasFound() {
        assertThat(SummaryText.of(Samples.poisson())).endsWith("""

                        Root mean squared error 0.45678, rank 13, fitted by MLlib's GeneralizedLinearRegression
                        F(1, ∞) = 16, p < 0.001
                        Log-likelihood -1,185.35, deviance 1,620.40, pseudo R² 0.2684, squared correlation 0.4100
                        Maximum found in 6 iterations
                        """);
    }

    @Test
    void saysWhatTheInstrumentsDo() {
        assertThat(SummaryText.of(Samples.instrumented())).endsWith("""
                        First stage of price: F(1, 358) = 95.85, p < 0.001, partial R² 0.4011
                        Cragg–Donald: F = 95.85
                        Kleibergen–Paap rk: F = 83.21, p < 0.001
                        Sargan: exactly identified, as many instruments as endogenous regressors: nothing is left to
                            test
                        """);
    }

    @Test
    void aTableShowsTheStatisticsThatItsModelsHave() {
        Map<Statistic, String> found = Map.of(
                Statistic.PSEUDO_R2, Numbers.fixed(Statistic.PSEUDO_R2.of(Samples.poisson()), 3),
                Statistic.LOG_LIKELIHOOD, Numbers.fixed(Statistic.LOG_LIKELIHOOD.of(Samples.poisson()), 1),
                Statistic.KLEIBERGEN_PAAP, Numbers.fixed(Statistic.KLEIBERGEN_PAAP.of(Samples.instrumented()), 2));
        assertThat(found.values()).containsExactlyInAnyOrder("0.268", "-1,185.3", "83.21");
        assertThat(Statistic.KLEIBERGEN_PAAP.of(Samples.poisson())).isNaN();
        assertThat(Statistic.PSEUDO_R2.of(Samples.instrumented())).isNaN();
    }

    @Test
    void descriptivesStandBesideThePublishedOnes() {
        Table table = DescriptivesTable.of(
                "Table 1",
                List.of(
                        new DescriptivesTable.Line("pat", 360, 0, 26827.94, 46242.1, 79, 269944),
                        new DescriptivesTable.Line("open", 348, 12, 0.3134, 0.3511, 0.0142, 1.58)),
                Map.of("pat", new DescriptivesTable.Line("pat", 360, Double.NaN, 26828, 46242, 79, 269944)),
                Map.of("open", "Openness"));

        assertThat(TableFormat.TEXT.render(table)).isEqualTo("""
                        Table 1

                        Variable     Observations  Missing    Mean  Std. dev.  Minimum  Maximum
                        -----------------------------------------------------------------------
                        pat                   360        0  26,828     46,242       79  269,944
                        – published           360           26,828     46,242       79  269,944
                        Openness              348       12   0.313      0.351    0.014    1.580
                        -----------------------------------------------------------------------
                        """);
    }
}
