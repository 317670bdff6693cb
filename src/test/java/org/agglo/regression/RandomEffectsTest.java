package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agglo.TestSpark;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Components;
import org.agglo.spark.DataException;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reference values do not show: notes, refusals and laws. */
class RandomEffectsTest {
    private static final String GASOLINE = "lgaspcar ~ lincomep + lrpmg + lcarpcap";
    private static final String BELTS = "log(fatalities) ~ seatbelt + drinkage + log(income)";

    @Test
    void aNegativeVarianceIsSetToZeroAndNotedAndLeavesPooledLeastSquares() {
        Dataset<Row> panel = Panels.read("gasoline");
        RegressionSummary random = random(GASOLINE, "year").fit(panel).summary();
        RegressionSummary pooled = new LeastSquares()
                .setFormula(GASOLINE)
                .setFitter("crossproducts")
                .fit(panel)
                .summary();
        Components components = random.random().orElseThrow();
        assertThat(components.effects().get(0).variance()).isZero();
        assertThat(components.effects().get(0).thetaMax()).isZero();
        assertThat(random.notes())
                .singleElement()
                .asString()
                .matches(
                        "The variance of the effects of year was estimated as -0\\.0\\d+ and set to zero, so that these are pooled least squares");
        for (int term = 0; term < 4; term++) {
            Coefficient ours = random.coefficients().get(term);
            Coefficient theirs = pooled.coefficients().get(term);
            assertThat(ours.estimate()).isCloseTo(theirs.estimate(), within(1e-12 * Math.abs(theirs.estimate())));
            assertThat(ours.error()).isCloseTo(theirs.error(), within(1e-12 * theirs.error()));
        }
    }

    @Test
    void saysHowItWasDone() {
        RegressionSummary summary = random(BELTS, "state")
                .setMethod("harmonic")
                .setVcov("cluster(state)")
                .fit(Panels.read("seatbelts"))
                .summary();
        assertThat(summary.estimator()).isEqualTo("Random effects");
        assertThat(summary.effects()).isEmpty();
        assertThat(summary.random().orElseThrow().method()).isEqualTo("Swamy–Arora (harmonic mean)");
        assertThat(summary.random().orElseThrow().effects().get(0).effect()).isEqualTo("state");
        assertThat(summary.covariance().smallSample())
                .isEqualTo("plm(type = sss): (n-1)/(n-K), G/(G-1); effects not counted in K");
        assertThat(summary.covariance().df()).isInfinite();
        assertThat(summary.sample().rows()).isEqualTo(765);
        assertThat(summary.sample().dropped()).containsEntry("missing seatbelt", 209L);
        assertThat(summary.notes()).contains("Dropped 209 rows: missing seatbelt");
    }

    @Test
    void theTwoFormsAgreeInABalancedPanelAndDifferInAnUnbalancedOne() {
        assertThat(individual(GASOLINE, "country", "gasoline", "harmonic"))
                .isCloseTo(individual(GASOLINE, "country", "gasoline", "swar"), within(1e-15));
        assertThat(individual(BELTS, "state", "seatbelts", "harmonic"))
                .isNotCloseTo(individual(BELTS, "state", "seatbelts", "swar"), within(1e-4));
    }

    private static double individual(String formula, String effect, String panel, String form) {
        return random(formula, effect)
                .setMethod(form)
                .fit(Panels.read(panel))
                .summary()
                .random()
                .orElseThrow()
                .effects()
                .get(0)
                .variance();
    }

    @Test
    void regressorsThatDoNotVaryWithinGroupsStayIn() {
        RegressionSummary summary = random("crmrte ~ polpc + pctmin", "county")
                .fit(Panels.read("crime"))
                .summary();
        assertThat(summary.coefficients().get(2).omitted()).isEmpty();
        assertThat(summary.coefficients().get(2).error()).isPositive();
    }

    @Test
    void collinearRegressorsStayInPlaceAsOmitted() {
        Dataset<Row> panel = Panels.read("crime").withColumn("twice", functions.expr("2 * polpc"));
        RegressionSummary summary =
                random("crmrte ~ polpc + twice + density", "county").fit(panel).summary();
        RegressionSummary without =
                random("crmrte ~ polpc + density", "county").fit(panel).summary();
        assertThat(summary.coefficients().get(2).omitted()).contains("collinear with polpc");
        assertThat(summary.coefficients().get(2).estimate()).isZero();
        assertThat(summary.coefficients().get(2).error()).isNaN();
        assertThat(summary.coefficients().get(3).error())
                .isCloseTo(without.coefficients().get(2).error(), within(1e-15));
        assertThat(summary.random()).isEqualTo(without.random());
    }

    @Test
    void aConstantRegressorIsLeftOutAndNamed() {
        Dataset<Row> panel = Panels.read("crime").withColumn("three", functions.lit(3));
        RegressionSummary summary =
                random("crmrte ~ three + polpc", "county").fit(panel).summary();
        assertThat(summary.coefficients().get(1).omitted()).contains("constant");
        assertThat(summary.notes()).containsExactly("three is left out: constant");
        assertThatThrownBy(() -> random("crmrte ~ three", "county").fit(panel))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("crmrte ~ three: no regressor is left; three is constant");
    }

    @Test
    void aRegressorFarFromZeroLosesNoDigits() {
        Dataset<Row> panel = Panels.read("crime").withColumn("far", functions.expr("density + 1e6"));
        for (String fitter : List.of("crossproducts", "mllib")) {
            Coefficient far = random("crmrte ~ far + polpc", "county")
                    .setFitter(fitter)
                    .fit(panel)
                    .summary()
                    .coefficients()
                    .get(1);
            Coefficient near = random("crmrte ~ density + polpc", "county")
                    .fit(panel)
                    .summary()
                    .coefficients()
                    .get(1);
            assertThat(far.estimate()).isCloseTo(near.estimate(), within(1e-8 * Math.abs(near.estimate())));
            assertThat(far.error()).isCloseTo(near.error(), within(1e-8 * near.error()));
        }
    }

    @Test
    void rowOrderAndPartitionsChangeNothing() {
        Dataset<Row> panel = Panels.read("seatbelts");
        RegressionSummary summary = random(BELTS, "state").fit(panel).summary();
        RegressionSummary shuffled = random(BELTS, "state")
                .fit(panel.orderBy(functions.rand(7)).repartition(5))
                .summary();
        assertThat(shuffled).isEqualTo(summary);
    }

    @Test
    void aShiftOfTheOutcomeMovesTheInterceptAloneEvenUnbalanced() {
        Dataset<Row> panel = Panels.read("seatbelts").withColumn("rate", functions.expr("fatalities * 1000"));
        RegressionSummary summary =
                random("rate ~ seatbelt + drinkage", "state").fit(panel).summary();
        RegressionSummary shifted = random("rate ~ seatbelt + drinkage", "state")
                .fit(panel.withColumn("rate", functions.expr("rate + 1000")))
                .summary();
        assertThat(shifted.fit().r2()).isCloseTo(summary.fit().r2(), within(1e-10));
        assertThat(shifted.coefficients().get(0).estimate())
                .isCloseTo(summary.coefficients().get(0).estimate() + 1000, within(1e-8));
        assertThat(shifted.coefficients().get(1).estimate())
                .isCloseTo(summary.coefficients().get(1).estimate(), within(1e-9));
    }

    @Test
    void refusesEffectsInTheFormula() {
        assertThatThrownBy(
                        () -> random("lgaspcar ~ lincomep | country", "country").fit(Panels.read("gasoline")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Random effects take their effect as a setting of its own, here country; take \"| country\""
                        + " off the formula lgaspcar ~ lincomep | country");
    }

    @Test
    void refusesToFitWithoutAnEffect() {
        assertThatThrownBy(() -> new RandomEffects().setFormula(GASOLINE).fit(Panels.read("gasoline")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Random effects need a formula and an effect; set both");
    }

    @Test
    void refusesUnknownComponents() {
        assertThatThrownBy(() -> random(GASOLINE, "country").setMethod("amemya").fit(Panels.read("gasoline")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Variance components are found by swar, harmonic, walhus, amemiya, nerlove, not by 'amemya'; did you mean 'amemiya'?");
    }

    @Test
    void refusesThreeEffectsTheSameTwiceAndTheHarmonicMeanOfTwo() {
        for (String[] effects : new String[][] {{}, {"country", "country"}, {"country", "year", "lrpmg"}}) {
            assertThatThrownBy(
                            () -> random(GASOLINE, "country").setEffect(effects).fit(Panels.read("gasoline")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Random effects are those of one column or of two different ones, not of [%s]",
                            String.join(", ", effects));
        }
        assertThatThrownBy(() -> random(GASOLINE, "country")
                        .setEffect("country", "year")
                        .setMethod("harmonic")
                        .fit(Panels.read("gasoline")))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Random effects of country and year: the harmonic mean is that of one effect's group sizes;"
                        + " use swar for two");
    }

    @Test
    void refusesOneLevelWhateverTheMethod() {
        Dataset<Row> one = Panels.read("gasoline").where("country = 'CANADA'");
        for (String method : List.of("walhus", "amemiya", "nerlove")) {
            assertThatThrownBy(() -> random("lgaspcar ~ lincomep", "country")
                            .setMethod(method)
                            .fit(one))
                    .isInstanceOf(NotEstimableException.class)
                    .hasMessage("Random effects of country: it has one level, and a variance needs two at least");
        }
    }

    @Test
    void amemiyaRefusesRegressorsThatDoNotVaryWithin() {
        assertThatThrownBy(() -> random("crmrte ~ polpc + pctmin", "county")
                        .setMethod("amemiya")
                        .fit(Panels.read("crime")))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage(
                        "Random effects of county: Amemiya's variances need regressors that vary within the effects,"
                                + " and pctmin cannot be told from them there; use swar or walhus");
    }

    @Test
    void nerloveRefusesEffectsInUnconnectedParts() {
        Dataset<Row> parts =
                Panels.read("gasoline").where("country < 'G' AND year < 1970 OR country > 'N' AND year > 1970");
        assertThatThrownBy(() -> random("lgaspcar ~ lincomep", "country")
                        .setEffect("country", "year")
                        .setMethod("nerlove")
                        .fit(parts))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage(
                        "Random effects of country and year: they fall into unconnected parts, across which Nerlove's"
                                + " fixed effects cannot be compared; use swar or walhus");
    }

    @Test
    void twoEffectsInEitherOrderAreTheSame() {
        Dataset<Row> panel = Panels.read("seatbelts");
        RegressionSummary one =
                random(BELTS, "state").setEffect("state", "year").fit(panel).summary();
        RegressionSummary other =
                random(BELTS, "state").setEffect("year", "state").fit(panel).summary();
        for (int term = 0; term < one.coefficients().size(); term++) {
            Coefficient b = one.coefficients().get(term);
            assertThat(other.coefficients().get(term).estimate())
                    .isCloseTo(b.estimate(), within(1e-11 * Math.abs(b.estimate())));
            assertThat(other.coefficients().get(term).error()).isCloseTo(b.error(), within(1e-11 * b.error()));
        }
    }

    @Test
    void refusesAnEffectThatIsNoColumn() {
        assertThatThrownBy(() -> random(GASOLINE, "contry").fit(Panels.read("gasoline")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The table has no column 'contry'");
    }

    @Test
    void refusesAsManyCoefficientsAsGroups() {
        Dataset<Row> few = Panels.read("gasoline").where("country < 'CANADA'");
        assertThatThrownBy(() -> random(GASOLINE, "country").fit(few))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Random effects of country: the regression of group means needs more groups than"
                        + " coefficients, but there are 2 groups and 4 coefficients ((Intercept), lincomep, lrpmg,"
                        + " lcarpcap); use fewer regressors or fixed effects");
    }

    @Test
    void refusesOneRowPerGroup() {
        Dataset<Row> one = Panels.read("gasoline").where("year = 1970");
        assertThatThrownBy(() -> random(GASOLINE, "country").fit(one))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Random effects of country: 18 rows in 18 groups leave nothing to tell the variance within"
                        + " groups from (0 slopes); use fewer regressors or pooled least squares");
    }

    @Test
    void refusesAnOutcomeThatRegressorsExplainWithin() {
        Dataset<Row> panel =
                Panels.read("gasoline").withColumn("exact", functions.expr("2 * lincomep + length(country)"));
        assertThatThrownBy(() -> random("exact ~ lincomep", "country").fit(panel))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Random effects of country: the outcome does not vary within groups beyond what the"
                        + " regressors explain");
    }

    @Test
    void refusesAConstantOutcomeAndAnEmptySample() {
        Dataset<Row> panel = Panels.read("gasoline").withColumn("seven", functions.lit(7.0));
        assertThatThrownBy(() -> random("seven ~ lincomep", "country").fit(panel))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("seven ~ lincomep: the outcome seven is 7.0 in all 342 rows");
        assertThatThrownBy(() -> random("log(lincomep) ~ lrpmg", "country").fit(panel))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageStartingWith("log(lincomep) ~ lrpmg: no row is left (dropped 342 rows: ");
    }

    @Test
    void refusesATableWithoutRows() {
        Dataset<Row> none = TestSpark.session()
                .createDataFrame(
                        List.<Row>of(),
                        new StructType().add("id", "string").add("y", "double").add("x", "double"));
        assertThatThrownBy(() -> random("y ~ x", "id").fit(none))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("y ~ x: no row is left");
    }

    @Test
    void rowsWithoutAnEffectAreDroppedAndCounted() {
        Dataset<Row> panel =
                Panels.read("gasoline").withColumn("country", functions.expr("nullif(country, 'AUSTRIA')"));
        RegressionSummary summary = random(GASOLINE, "country").fit(panel).summary();
        assertThat(summary.sample().dropped()).containsEntry("missing country", 19L);
        assertThat(summary.sample().used()).isEqualTo(323);
    }

    @Test
    void fitsWithoutAnIntercept() {
        Dataset<Row> panel = TestSpark.session()
                .createDataFrame(
                        List.of(
                                RowFactory.create("a", 1.0, 2.1),
                                RowFactory.create("a", 2.0, 3.8),
                                RowFactory.create("b", 3.0, 6.3),
                                RowFactory.create("b", 4.0, 7.7),
                                RowFactory.create("c", 2.0, 4.4),
                                RowFactory.create("c", 5.0, 9.9)),
                        new StructType().add("id", "string").add("x", "double").add("y", "double"));
        RegressionSummary summary = random("y ~ 0 + x", "id").fit(panel).summary();
        assertThat(summary.coefficients()).hasSize(1);
        assertThat(summary.coefficients().get(0).estimate()).isBetween(1.8, 2.2);
    }

    @Test
    void aSavedModelKeepsItsSummariesToTheLastBit(@TempDir Path folder) throws IOException {
        RandomEffectsModel model = random(BELTS, "state")
                .setClusters("year")
                .setVcov("cluster(state, year)")
                .fit(Panels.read("seatbelts"));
        model.setPredictionCol("fit").write().save(folder.resolve("model").toString());
        RandomEffectsModel loaded =
                RandomEffectsModel.load(folder.resolve("model").toString());
        assertThat(loaded.uid()).isEqualTo(model.uid());
        assertThat(loaded.summary()).isEqualTo(model.summary());
        for (String vcov : List.of("iid", "robust", "cluster(state)", "cluster(year)", "cluster(state, year)")) {
            assertThat(loaded.summary(vcov).vcov())
                    .isEqualTo(model.summary(vcov).vcov());
        }
        assertThat(loaded.predictionCol().name()).isEqualTo("predictionCol");
        assertThat(loaded.transform(Panels.read("seatbelts")).columns()).contains("fit");
        assertThatThrownBy(() -> loaded.summary("cluster(year, state)"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cluster(year, state) was not saved with this model");
    }

    @Test
    void aSavedEstimatorKeepsItsSettings(@TempDir Path folder) throws IOException {
        RandomEffects estimator =
                random(GASOLINE, "country").setMethod("harmonic").setVcov("robust");
        estimator.write().save(folder.resolve("estimator").toString());
        RandomEffects loaded = RandomEffects.load(folder.resolve("estimator").toString());
        assertThat(loaded.fit(Panels.read("gasoline")).summary())
                .isEqualTo(estimator.fit(Panels.read("gasoline")).summary());
    }

    @Test
    void worksInAPipelineAndPredicts(@TempDir Path folder) throws IOException {
        Dataset<Row> panel = Panels.read("gasoline");
        PipelineModel pipeline = new Pipeline()
                .setStages(new PipelineStage[] {random("lgaspcar ~ lincomep", "country")})
                .fit(panel);
        pipeline.write().save(folder.resolve("pipeline").toString());
        PipelineModel loaded = PipelineModel.load(folder.resolve("pipeline").toString());
        RegressionSummary summary = ((RandomEffectsModel) loaded.stages()[0]).summary();
        Row first = loaded.transform(panel).first();
        double expected = summary.coefficients().get(0).estimate()
                + summary.coefficients().get(1).estimate() * first.<Double>getAs("lincomep");
        assertThat(first.<Double>getAs("prediction")).isCloseTo(expected, within(1e-12));
    }

    @Test
    void aCopyTakesExtraSettingsAndItsParent() {
        RandomEffects estimator = random(GASOLINE, "country");
        RandomEffects copy = estimator.copy(new ParamMap().put(estimator.effect(), new String[] {"year"}));
        RandomEffectsModel model = copy.fit(Panels.read("gasoline"));
        assertThat(model.summary().random().orElseThrow().effects().get(0).effect())
                .isEqualTo("year");
        assertThat(model.copy(new ParamMap()).parent()).isSameAs(copy);
        assertThat(estimator
                        .fit(Panels.read("gasoline"))
                        .summary()
                        .random()
                        .orElseThrow()
                        .effects()
                        .get(0)
                        .effect())
                .isEqualTo("country");
    }

    private static RandomEffects random(String formula, String effect) {
        return new RandomEffects().setFormula(formula).setEffect(effect).setFitter("crossproducts");
    }
}
