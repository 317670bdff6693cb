package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import java.util.stream.Stream;
import org.agglo.regression.PanelTests.Lags;
import org.agglo.regression.PanelTests.Slopes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where specification tests do not apply, and what they say then. */
class PanelTestsRefusalsTest {
    private static final String FORMULA = "lgaspcar ~ lincomep + lrpmg";

    private static Dataset<Row> gasoline() {
        return Panels.read("gasoline");
    }

    private static LeastSquares least(String formula) {
        return new LeastSquares()
                .setFormula(formula)
                .setVcovColumns("country", "year")
                .setFitter("crossproducts");
    }

    private static Stream<Arguments> onOtherModels() {
        return Stream.of(
                refusal(
                        "| country",
                        model -> PanelTests.breuschPagan(model, "country"),
                        "Breusch–Pagan LM is for Pooled OLS; " + FORMULA + " | country is fitted by Fixed effects"),
                refusal(
                        "| country",
                        model -> PanelTests.unobservedEffects(model, "country"),
                        "Wooldridge's test of unobserved effects is for Pooled OLS; " + FORMULA
                                + " | country is fitted by Fixed effects"),
                refusal(
                        "",
                        model -> PanelTests.wooldridgeSerial(model, "country", "year"),
                        "Wooldridge's test of serial correlation, fixed effects is for Fixed effects; " + FORMULA
                                + " is fitted by Pooled OLS"),
                refusal(
                        "| country + year",
                        model -> PanelTests.wooldridgeSerial(model, "country", "year"),
                        "Wooldridge's test of serial correlation, fixed effects is for the fixed effects of country alone;"
                                + " this model has those of country and year"),
                refusal(
                        "",
                        model -> PanelTests.wooldridgeDifferenced(model, "country", "year"),
                        "Wooldridge's test of serial correlation, first differences is for First differences; "
                                + FORMULA + " is fitted by Pooled OLS"),
                refusal(
                        "| year",
                        model -> PanelTests.biasCorrectedCrossSectionLm(model, "country", "year"),
                        "Bias-corrected scaled LM of cross-section dependence is for models with the fixed effects of"
                                + " country; this one has those of year"),
                refusal(
                        "| year",
                        model -> PanelTests.equalSlopes(model, "country"),
                        "Chow, equal slopes is for pooled least squares or the fixed effects of country alone; this model"
                                + " has those of year"),
                refusal(
                        "",
                        model -> PanelTests.pesaranCd(model, "country", "lcarpcap", Slopes.COMMON),
                        "Pesaran CD: the column lcarpcap was not read with this fit; name it in setVcovColumns"),
                refusal(
                        "",
                        model -> PanelTests.breuschGodfrey(model, "country", "year", 0, Lags.WITHIN_UNITS),
                        "The order of serial correlation is 1 or more, not 0"),
                refusal(
                        "",
                        model -> PanelTests.honda(model),
                        "Honda LM is of one effect or of two different ones, not of []"),
                refusal(
                        "",
                        model -> Poolability.test((LeastSquaresModel) model),
                        "Poolability is for fixed effects; " + FORMULA + " is fitted by Pooled OLS"));
    }

    private static Arguments refusal(String effects, Function<RegressionModel<?>, TestResult> test, String message) {
        return Arguments.of(effects, test, message);
    }

    @ParameterizedTest
    @MethodSource("onOtherModels")
    void aModelOfAnotherKindIsRefused(String effects, Function<RegressionModel<?>, TestResult> test, String message) {
        LeastSquaresModel model = least((FORMULA + " " + effects).trim()).fit(gasoline());
        assertThatThrownBy(() -> test.apply(model))
                .isInstanceOfAny(NotEstimableException.class, IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void weightedModelsAreRefused() {
        LeastSquaresModel model = least("crmrte ~ polpc")
                .setVcovColumns("county", "year")
                .setWeightCol("density")
                .fit(Panels.read("crime"));
        assertThatThrownBy(() -> PanelTests.pesaranCd(model, "county", "year", Slopes.COMMON))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Pesaran CD is for models without weights; this one is weighted by density");
    }

    @Test
    void aUnitWithTwoRowsInAPeriodIsRefused() {
        Dataset<Row> doubled = gasoline().union(gasoline().where("country = 'SPAIN' and year = 1970"));
        LeastSquaresModel model = least(FORMULA).fit(doubled);
        assertThatThrownBy(() -> PanelTests.serialDespiteEffects(model, "country", "year"))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage(
                        "Bera–Sosa-Escudero–Yoon, serial correlation: country SPAIN has two rows in year 1970; a unit"
                                + " needs one row a period");
    }

    @Test
    void testsOfOnePeriodSayWhyTheyDoNotApply() {
        LeastSquaresModel one = least(FORMULA).fit(gasoline().where("year = 1970"));
        notApplicable(PanelTests.breuschPagan(one, "country"), "each level of country has one row");
        notApplicable(PanelTests.honda(one, "country", "year"), "each level of country has one row");
        notApplicable(PanelTests.unobservedEffects(one, "country"), "each level of country has one row");
        notApplicable(PanelTests.effectsOrSerial(one, "country", "year"), "units need three periods or more");
        notApplicable(
                PanelTests.pesaranCd(one, "country", "year", Slopes.COMMON), "no two units have two periods in common");
        notApplicable(
                PanelTests.groupwiseHeteroskedasticity(one, "country"),
                "the variance of country AUSTRIA is not known from 1 row");
    }

    @Test
    void withinResidualsOfTwoPeriodsSayNothingOfSerialCorrelation() {
        LeastSquaresModel two = least(FORMULA + " | country").fit(gasoline().where("year < 1962"));
        notApplicable(
                PanelTests.wooldridgeSerial(two, "country", "year"),
                "within residuals of two periods are mirror images");
        notApplicable(
                PanelTests.groupwiseHeteroskedasticity(two, "country"),
                "the variance of country AUSTRIA is not known from 2 rows");
    }

    @Test
    void regressionsOfUnitsNeedMoreRowsThanCoefficients() {
        LeastSquaresModel few = least(FORMULA).fit(gasoline().where("year < 1963"));
        assertThatThrownBy(() -> PanelTests.pesaranCd(few, "country", "year", Slopes.BY_UNIT))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Pesaran CD takes a regression of each country, and AUSTRIA has 3 rows for 3 coefficients;"
                        + " take the model's own residuals or drop such units");
    }

    @Test
    void gapsAndManyUnitsAndStackedUnitsAreSaid() {
        Dataset<Row> belts = Panels.read("seatbelts").where("seatbelt is not null");
        LeastSquaresModel fixed = least("log(fatalities) ~ drinkage | state")
                .setVcovColumns("state", "year")
                .fit(belts);
        assertThat(PanelTests.wooldridgeSerial(fixed, "state", "year").note())
                .isEqualTo(
                        "8 pairs of neighbouring rows are more than one step of year apart and were taken as neighbours, as plm does.");
        assertThat(PanelTests.crossSectionLm(fixed, "state", "year", Slopes.COMMON)
                        .note())
                .isEqualTo(
                        "χ² is an approximation for many periods; with more units than periods it rejects too often.");
        assertThat(PanelTests.durbinWatson(fixed, "state", "year", Lags.STACKED).note())
                .endsWith(
                        "Units are stacked, as plm does: the row before the first of a state is the last of another.");
    }

    @Test
    void anAuxiliaryRegressionHasToHaveSomethingToTest() {
        RandomEffectsModel random = new RandomEffects()
                .setFormula("crmrte ~ pctmin")
                .setEffect("county")
                .fit(Panels.read("crime"));
        assertThatThrownBy(() -> Hausman.auxiliary(random, "iid"))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage(
                        "Hausman, auxiliary regression: no regressor of crmrte ~ pctmin varies within county beyond what"
                                + " the others do, so that there is nothing to test");
    }

    @Test
    void fewClustersLeaveTheAuxiliaryTestUndefined() {
        RandomEffectsModel random = new RandomEffects()
                .setFormula("crmrte ~ polpc + density + prbarr + prbconv")
                .setEffect("county")
                .setClusters("region")
                .fit(Panels.read("crime"));
        TestResult test = Hausman.auxiliary(random, "cluster(region)");
        assertThat(test.statistic()).isNaN();
        assertThat(test.note())
                .isEqualTo("The test does not apply: under cluster(region) the covariance of the within regressors is"
                        + " singular; there are too few clusters for so many.");
    }

    @Test
    void hausmanRefusesTheMeansOfAnotherEffect() {
        LeastSquaresModel fixed = least(FORMULA + " | country").fit(gasoline());
        BetweenEffectsModel years =
                new BetweenEffects().setFormula(FORMULA).setEffect("year").fit(gasoline());
        assertThatThrownBy(() -> Hausman.test(fixed, years))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Hausman compares models of the same effect: one has country, the between model year");
    }

    private static void notApplicable(TestResult test, String why) {
        assertThat(test.statistic()).as(test.name()).isNaN();
        assertThat(test.pValue()).isNaN();
        assertThat(test.note()).isEqualTo("The test does not apply: " + why + ".");
    }

    private static Stream<Arguments> wrongRestrictions() {
        return Stream.of(
                Arguments.of("lincome = 1", "There is no term 'lincome'; did you mean 'lincomep'?", 1),
                Arguments.of("lincomep = ", "Expected a term or a number", 12),
                Arguments.of("2 = 2", "The hypothesis restricts no coefficient", 1),
                Arguments.of("lincomep - lincomep = 0", "The hypothesis restricts no coefficient", 1),
                Arguments.of("lincomep / 0 = 1", "Division by zero", 11),
                Arguments.of("lincomep lrpmg", "Expected +, - or =, found 'l'", 10),
                Arguments.of("2 * 3 = lrpmg", "There is no term '3'", 5),
                Arguments.of("1e = lrpmg", "'1e' is not a number", 1));
    }

    @ParameterizedTest
    @MethodSource("wrongRestrictions")
    void aRestrictionThatIsNotUnderstoodIsPointedAt(String restriction, String problem, int character) {
        LeastSquaresModel model = least(FORMULA).fit(gasoline());
        assertThatThrownBy(() -> model.wald(restriction))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem)
                .hasMessageContaining("at character %d:", character);
    }

    @Test
    void restrictionsAreReadHoweverTheyAreWritten() {
        LeastSquaresModel model = new LeastSquares()
                .setFormula("log(crmrte) ~ log(polpc) + log( density ) + I(polpc * 2)")
                .setFitter("crossproducts")
                .fit(Panels.read("crime"));
        double statistic = model.wald("log(polpc) = 0.5").statistic();
        for (String same : new String[] {
            "0.5 = log( polpc )",
            "2*log(polpc) = 1",
            "log(polpc)*2 - 1",
            "`log(polpc)` / 2 = 2.5e-1",
            "-log(polpc) = -0.5"
        }) {
            assertThat(model.wald(same).statistic()).as(same).isCloseTo(statistic, within(1e-9 * statistic));
        }
        assertThat(model.wald("(Intercept) + log(density) = 0", "I(polpc * 2) = 1")
                        .distribution())
                .isEqualTo("F(2, 626)");
        TestResult twice = model.wald("log(polpc) = 0", "2 * log(polpc) = 0");
        assertThat(twice.statistic()).isNaN();
        assertThat(twice.note()).startsWith("The covariance of these coefficients is singular");
        assertThatThrownBy(model::wald)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A Wald test needs at least one restriction, such as \"x = 1\"");
    }
}
