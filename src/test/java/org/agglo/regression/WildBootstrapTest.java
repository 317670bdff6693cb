package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.agglo.regression.WildBootstrap.Hypothesis;
import org.agglo.regression.WildBootstrap.Multipliers;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The wild cluster bootstrap against the package wildboottest, every pattern of signs once so that nothing is random, and against
 * brute force: each redrawn outcome fitted as any other.
 */
class WildBootstrapTest {
    static Stream<JsonNode> expected() {
        JsonNode cases =
                Golden.json(Path.of("src/test/resources/expected/wild.json")).get("cases");
        return StreamSupport.stream(cases.spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("expected")
    void agreesWithWildboottest(JsonNode node) {
        LeastSquaresModel model = new LeastSquares()
                .setFormula(node.get("formula").asText())
                .setClusters("state", "year")
                .setSmallSample("stata-areg")
                .fit(Panels.read("places"));
        WildBootstrapResult result = model.wildBootstrap(WildBootstrap.of(
                        node.get("term").asText(), node.get("cluster").asText())
                .withHypothesis(Hypothesis.valueOf(node.get("hypothesis").asText())));
        assertThat(result.all()).isTrue();
        assertThat(result.draws()).isEqualTo(1 << result.clusters());
        assertThat(result.pValue()).isEqualTo(node.get("p").asDouble());
        assertThat(result.statistic()).isCloseTo(node.get("t").asDouble(), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "y ~ x + z | state | x | 0.0 | IMPOSED",
                "y ~ x + z | state | x | 0.35 | IMPOSED",
                "y ~ x + z | state | (Intercept) | 1.0 | IMPOSED",
                "y ~ x + z | state | z | 0.0 | FREE",
                "y ~ x + z ! state | state | x | 0.2 | IMPOSED",
                "y ~ x + z ! place + year | year | x | 0.3 | IMPOSED",
                "y ~ x + z ! place + year | state | z | 0.0 | FREE"
            })
    void agreesWithFittingEachRedrawnOutcome(
            String formula, String cluster, String term, double value, Hypothesis hypothesis) {
        Redrawn redrawn = new Redrawn(formula.replace('!', '|'), cluster, term, value, hypothesis);
        LeastSquaresModel model = new LeastSquares()
                .setFormula(formula.replace('!', '|'))
                .setClusters(cluster)
                .setSmallSample("none")
                .fit(Panels.read("places"));
        WildBootstrap asked = WildBootstrap.of(term, cluster)
                .withValue(value)
                .withHypothesis(hypothesis)
                .withDraws(64);
        WildBootstrapResult result = model.wildBootstrap(asked);
        double[] t = IntStream.range(0, 64)
                .mapToDouble(
                        draw -> redrawn.t(WildClusters.multipliers(Multipliers.RADEMACHER, 1, draw, result.clusters())))
                .toArray();
        double found = redrawn.found();
        assertThat(result.statistic()).isCloseTo(found, within(1e-9));
        assertThat(result.pValue())
                .isEqualTo(Arrays.stream(t)
                                .filter(s -> Math.abs(s) > Math.abs(found) * (1 + 1e-9))
                                .count()
                        / 64.0);
        double above = Arrays.stream(t).filter(s -> s > found).count() / 64.0;
        double below = Arrays.stream(t).filter(s -> s < found).count() / 64.0;
        assertThat(result.pEqualTailed()).isEqualTo(Math.min(1, 2 * Math.min(above, below)));
    }

    @ParameterizedTest
    @CsvSource({"RADEMACHER, IMPOSED", "WEBB, IMPOSED", "RADEMACHER, FREE", "WEBB, FREE"})
    void theIntervalHoldsTheValuesThatAreNotRejected(Multipliers multipliers, Hypothesis hypothesis) {
        LeastSquaresModel model = fit("y ~ x + z | place", "state");
        WildBootstrap asked = WildBootstrap.of("x", "state")
                .withMultipliers(multipliers)
                .withHypothesis(hypothesis)
                .withDraws(multipliers == Multipliers.WEBB ? 999 : 9_999)
                .withLevel(0.1);
        WildBootstrapResult result = model.wildBootstrap(asked);
        assertThat(result.low()).isLessThan(result.estimate());
        assertThat(result.high()).isGreaterThan(result.estimate());
        double width = result.high() - result.low();
        for (double share : new double[] {-0.001, 0.001, 0.5, 0.999, 1.001}) {
            double p = model.wildBootstrap(asked.withValue(result.low() + share * width))
                    .pValue();
            assertThat(p > 0.1).as("at share %s p is %s", share, p).isEqualTo(share > 0 && share < 1);
        }
    }

    @Test
    void seedsMakeDrawsAndTheOrderOfRowsDoesNot() {
        WildBootstrap asked = WildBootstrap.of("z", "place").withValue(-0.2).withDraws(499);
        Dataset<Row> rows = Panels.read("places");
        LeastSquares estimator =
                new LeastSquares().setFormula("y ~ x + z | year").setClusters("place");
        WildBootstrapResult result = estimator.fit(rows).wildBootstrap(asked);
        assertThat(result.all()).isFalse();
        assertThat(result.notes()).isEmpty();
        assertThat(estimator.fit(rows.orderBy("z").repartition(3)).wildBootstrap(asked))
                .isEqualTo(result);
        assertThat(estimator.fit(rows).wildBootstrap(asked.withSeed(2)).pValue())
                .isNotEqualTo(result.pValue());
    }

    @Test
    void multipliersHaveMeanZeroAndVarianceOne() {
        for (Multipliers kind : Multipliers.values()) {
            double[] all = IntStream.range(0, 20_000)
                    .mapToObj(draw -> WildClusters.multipliers(kind, 7, draw, 5))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            assertThat(Arrays.stream(all).average().orElseThrow()).isCloseTo(0, within(0.01));
            assertThat(Arrays.stream(all).map(v -> v * v).average().orElseThrow())
                    .isCloseTo(1, within(0.01));
            assertThat(Arrays.stream(all).distinct().count()).isEqualTo(kind == Multipliers.WEBB ? 6 : 2);
        }
    }

    @Test
    void whatCannotBeTestedIsSaid() {
        LeastSquaresModel model = fit("y ~ x + z | place", "state");
        assertThatThrownBy(() -> model.wildBootstrap("w", "state")).hasMessageContaining("There is no term w");
        assertThatThrownBy(() -> model.wildBootstrap("x", "year"))
                .hasMessageContaining("year was not read with this fit");
        assertThatThrownBy(() -> model.wildBootstrap("x", "state, place"))
                .hasMessageContaining("by one column of clusters");
        assertThatThrownBy(() -> WildBootstrap.of("x", "state").withDraws(0)).hasMessageContaining("At least one draw");
        assertThatThrownBy(() -> WildBootstrap.of("x", "state").withLevel(5)).hasMessageContaining("between 0 and 1");
    }

    private static LeastSquaresModel fit(String formula, String... clusters) {
        return new LeastSquares().setFormula(formula).setClusters(clusters).fit(Panels.read("places"));
    }

    /** Redraws outcomes row by row and fits each by dummies, from the definition. */
    private static final class Redrawn {
        private final Fitted fitted;
        private final Category clusters;
        private final List<Effect> effects;
        private final int term;
        private final double value;
        private final double centre;
        private final double[] mean;
        private final double[] errors;

        Redrawn(String formula, String cluster, String term, double value, Hypothesis hypothesis) {
            LeastSquaresModel model = fit(formula, cluster);
            this.fitted = model.fitted();
            this.clusters = fitted.sample().categories().get(cluster);
            this.effects = fitted.freedom().effects();
            this.term = Terms.estimated(model.summary("iid"), term);
            this.value = value;
            this.centre = hypothesis == Hypothesis.FREE ? fitted.estimates()[this.term] : value;
            double[] b = hypothesis == Hypothesis.FREE
                    ? estimates(fitted.solution().design().y())
                    : restricted();
            double[] y = fitted.solution().design().y();
            this.mean = new double[y.length];
            this.errors = new double[y.length];
            for (int row = 0; row < y.length; row++) {
                for (int j = 0; j < b.length; j++) {
                    mean[row] += b[j] * fitted.solution().columns()[j][row];
                }
                errors[row] = y[row] - mean[row];
            }
        }

        /** Least squares by the bread, R'b pulled to the value. */
        private double[] restricted() {
            double[] b = estimates(fitted.solution().design().y());
            double[] r = fitted.onColumns(term);
            double[] direction = new double[r.length];
            double spread = 0;
            for (int i = 0; i < r.length; i++) {
                for (int j = 0; j < r.length; j++) {
                    direction[i] += fitted.solution().bread().get(i, j) * r[j];
                }
                spread += r[i] * direction[i];
            }
            double off = fitted.estimates()[term] - value;
            for (int i = 0; i < r.length; i++) {
                b[i] -= direction[i] / spread * off;
            }
            return b;
        }

        private double[] estimates(double[] y) {
            double[][] x = fitted.solution().columns();
            double[] b = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    double xy = 0;
                    for (int row = 0; row < y.length; row++) {
                        xy += x[j][row] * y[row];
                    }
                    b[i] += fitted.solution().bread().get(i, j) * xy;
                }
            }
            return b;
        }

        /** The t of one draw. */
        double t(double[] v) {
            double[] y = mean.clone();
            for (int row = 0; row < y.length; row++) {
                y[row] += v[clusters.codes()[row]] * errors[row];
            }
            return statistic(Absorbers.of(effects, Weights.NONE).swept(y), centre);
        }

        private double statistic(double[] y, double about) {
            double[] b = estimates(y);
            double[][] scores = new double[b.length][clusters.levels()];
            for (int row = 0; row < y.length; row++) {
                double u = y[row];
                for (int j = 0; j < b.length; j++) {
                    u -= b[j] * fitted.solution().columns()[j][row];
                }
                for (int j = 0; j < b.length; j++) {
                    scores[j][clusters.codes()[row]] += fitted.solution().columns()[j][row] * u;
                }
            }
            double[] r = fitted.onColumns(term);
            double variance = 0;
            for (int g = 0; g < clusters.levels(); g++) {
                double s = 0;
                for (int i = 0; i < r.length; i++) {
                    for (int j = 0; j < r.length; j++) {
                        s += r[i] * fitted.solution().bread().get(i, j) * scores[j][g];
                    }
                }
                variance += s * s;
            }
            double theta = 0;
            for (int i = 0; i < r.length; i++) {
                theta += r[i] * b[i];
            }
            boolean intercept = fitted.formula().intercept() && term == 0;
            double outcome = intercept ? fitted.solution().design().outcomeMean() : 0;
            return (theta + outcome - about) / Math.sqrt(variance);
        }

        double found() {
            return statistic(fitted.solution().design().y(), value);
        }
    }
}
