package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.agglo.regression.PanelTests.Slopes;
import org.agglo.regression.RegressionSummary.Components;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The examples of the pages on panel estimators and specification tests, run; see {@code DocumentedExamplesTest}. */
class PanelExamplesTest {
    private final Dataset<Row> panel = Panels.read("gasoline");

    @Test
    void randomEffects() {
        // example: random-effects
        RandomEffectsModel model = new RandomEffects()
                .setFormula("lgaspcar ~ lincomep + lrpmg + lcarpcap")
                .setEffect("country")
                .setMethod("swar")
                .setVcov("cluster(country)")
                .fit(panel);
        RegressionSummary summary = model.summary();
        Components components = summary.random().orElseThrow();
        double theta = components.effects().get(0).thetaMin();
        PanelRSquared rSquared = PanelRSquared.of(model, "country");
        // end
        assertThat(summary.coefficients().get(1).estimate()).isCloseTo(0.555, within(5e-4));
        assertThat(theta).isCloseTo(0.892, within(5e-4));
        assertThat(rSquared.overall()).isBetween(0.0, 1.0);
    }

    @Test
    void twoRandomEffects() {
        // example: two-way-random-effects
        RandomEffectsModel model = new RandomEffects()
                .setFormula("lgaspcar ~ lincomep + lrpmg + lcarpcap")
                .setEffect("country", "year")
                .setMethod("amemiya")
                .fit(panel);
        // end
        assertThat(model.summary().random().orElseThrow().effects()).hasSize(2);
    }

    @Test
    void mundlak() {
        // example: mundlak
        MundlakModel model = new Mundlak()
                .setFormula("lgaspcar ~ lincomep + lrpmg + lcarpcap")
                .setEffect("country")
                .setVcov("cluster(country)")
                .fit(panel);
        TestResult uncorrelated = model.uncorrelated();
        TestResult underIid = model.uncorrelated("iid");
        // end
        assertThat(model.summary().coefficients()).hasSize(7);
        assertThat(uncorrelated.df1()).isEqualTo(3);
        assertThat(underIid.statistic()).isCloseTo(26.495, within(5e-4));
    }

    @Test
    void between() {
        // example: between
        BetweenEffectsModel model = new BetweenEffects()
                .setFormula("lgaspcar ~ lincomep + lrpmg + lcarpcap")
                .setEffect("country")
                .setVcov("hc3")
                .fit(panel);
        double r2 = model.summary().fit().r2();
        // end
        assertThat(r2).isCloseTo(0.880, within(5e-4));
    }

    @Test
    void differences() {
        // example: first-differences
        FirstDifferenceModel model = new FirstDifference()
                .setFormula("lgaspcar ~ lincomep + lrpmg + lcarpcap")
                .setUnitCol("country")
                .setTimeCol("year")
                .setGaps("calendar")
                .setVcov("cluster(country)")
                .fit(panel);
        // end
        assertThat(model.summary().sample().used()).isEqualTo(324);
    }

    @Test
    void hausman() {
        // example: hausman
        String formula = "lgaspcar ~ lincomep + lrpmg + lcarpcap";
        LeastSquaresModel fixed =
                new LeastSquares().setFormula(formula + " | country").fit(panel);
        RandomEffectsModel random =
                new RandomEffects().setFormula(formula).setEffect("country").fit(panel);
        TestResult classic = Hausman.test(fixed, random);
        TestResult robust = Hausman.auxiliary(random, "cluster(country)");
        // end
        assertThat(classic.note()).startsWith("The difference of the covariances is not positive definite");
        assertThat(robust.note()).isEmpty();
        assertThat(robust.pValue()).isBetween(0.0, 0.05);
    }

    @Test
    void testsOfPooledLeastSquares() {
        // example: tests-of-pooled
        LeastSquaresModel pooled = new LeastSquares()
                .setFormula("lgaspcar ~ lincomep + lrpmg + lcarpcap")
                .setVcovColumns("country", "year")
                .fit(panel);
        TestResult oneEffect = PanelTests.breuschPagan(pooled, "country");
        TestResult twoEffects = PanelTests.honda(pooled, "country", "year");
        TestResult despiteEffects = PanelTests.serialDespiteEffects(pooled, "country", "year");
        // end
        assertThat(oneEffect.statistic()).isCloseTo(1465.55, within(5e-3));
        assertThat(twoEffects.statistic()).isCloseTo(25.366, within(5e-4));
        assertThat(despiteEffects.statistic()).isCloseTo(32.625, within(5e-4));
    }

    @Test
    void testsOfFixedEffects() {
        // example: tests-of-fixed
        LeastSquaresModel fixed = new LeastSquares()
                .setFormula("lgaspcar ~ lincomep + lrpmg + lcarpcap | country")
                .setVcovColumns("country", "year")
                .fit(panel);
        TestResult effects = Poolability.test(fixed);
        TestResult slopes = PanelTests.equalSlopes(fixed, "country");
        TestResult serial = PanelTests.wooldridgeSerial(fixed, "country", "year");
        TestResult betweenUnits = PanelTests.pesaranCd(fixed, "country", "year", Slopes.COMMON);
        TestResult variances = PanelTests.groupwiseHeteroskedasticity(fixed, "country");
        // end
        assertThat(effects.statistic()).isCloseTo(83.961, within(5e-4));
        assertThat(slopes.statistic()).isCloseTo(27.335, within(5e-4));
        assertThat(serial.statistic()).isCloseTo(212.003, within(5e-4));
        assertThat(betweenUnits.statistic()).isCloseTo(3.2496, within(5e-5));
        assertThat(variances.df1()).isEqualTo(18);
    }

    @Test
    void wald() {
        LeastSquaresModel model = new LeastSquares()
                .setFormula("lgaspcar ~ lincomep + lrpmg + lcarpcap | country")
                .fit(panel);
        // example: wald
        TestResult one = model.wald("lincomep + lrpmg = 0", "lcarpcap = -0.6");
        TestResult other = WaldTest.linear(model.summary("robust"), "lincomep = 2 * lcarpcap");
        TestResult zero = WaldTest.zero(model.summary("iid"), List.of("lincomep", "lrpmg"));
        // end
        assertThat(one.distribution()).isEqualTo("F(2, 17)");
        assertThat(other.distribution()).isEqualTo("F(1, 321)");
        assertThat(zero.df1()).isEqualTo(2);
    }
}
