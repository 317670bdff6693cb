package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.agglo.stats.SymmetricMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weighted least squares against the same rows repeated, or scaled by the roots of their weights. */
class WeightsTest {
    private static final int ROWS = 200;
    private static final List<String> NAMES = List.of("a", "b");

    private final Random random = new Random(11);
    private final double[][] x = {column(), column()};
    private final double[] y = column();
    private final double[] counts = random.ints(ROWS, 1, 4).asDoubleStream().toArray();
    private final int[] repeated = IntStream.range(0, ROWS)
            .flatMap(row -> IntStream.range(0, (int) counts[row]).map(copy -> row))
            .toArray();
    private final Category group = category(7);
    private final Category other = category(23);

    private double[] column() {
        return random.doubles(ROWS, 3, 9).toArray();
    }

    private Category category(int levels) {
        return new Category(
                "g" + levels,
                IntStream.range(0, ROWS)
                        .map(row -> row < levels ? row : random.nextInt(levels))
                        .toArray(),
                IntStream.range(0, levels).mapToObj(Integer::toString).toList());
    }

    private List<Effect> effects(int number) {
        return List.of(Effect.of(group), Effect.of(other)).subList(0, number);
    }

    private static double[] rows(double[] column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }

    private Solution weighted(int effects, Weights weights) {
        Design design = effects == 0
                ? Design.centred(NAMES, y, x, weights)
                : Design.swept(NAMES, y, x, Absorbers.of(effects(effects), weights), weights);
        return Solution.of(design, Fitter.CROSS_PRODUCTS);
    }

    private Solution repeated(int effects) {
        double[][] more = {rows(x[0], repeated), rows(x[1], repeated)};
        List<Effect> levels = effects(effects).stream()
                .map(effect -> Effect.of(effect.levels().rows(repeated)))
                .toList();
        Design design = effects == 0
                ? Design.centred(NAMES, rows(y, repeated), more, Weights.NONE)
                : Design.swept(NAMES, rows(y, repeated), more, Absorbers.of(levels, Weights.NONE), Weights.NONE);
        return Solution.of(design, Fitter.CROSS_PRODUCTS);
    }

    private static void same(SymmetricMatrix a, SymmetricMatrix b) {
        for (int i = 0; i < a.size(); i++) {
            assertThat(a.toArray()[i]).containsExactly(b.toArray()[i], within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFrequencyStandsForEqualRows(int effects) {
        Solution some = weighted(effects, Weights.of(Weights.Kind.FREQUENCY, counts));
        Solution all = repeated(effects);
        assertThat(some.observations()).isEqualTo(all.observations()).isEqualTo(repeated.length);
        assertThat(some.slopes()).containsExactly(all.slopes(), within(1e-13));
        assertThat(some.rss()).isCloseTo(all.rss(), within(1e-10));
        same(some.bread(), all.bread());
        same(some.sandwich().ofRows(), all.sandwich().ofRows());
        same(some.sandwich().ofClusters(List.of(group)), all.sandwich().ofClusters(List.of(group.rows(repeated))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anAnalyticWeightCountsForTheSlopesButNotForTheRows(int effects) {
        Solution analytic = weighted(effects, Weights.of(Weights.Kind.ANALYTIC, counts));
        Solution frequency = weighted(effects, Weights.of(Weights.Kind.FREQUENCY, counts));
        assertThat(analytic.observations()).isEqualTo(ROWS);
        assertThat(analytic.slopes()).isEqualTo(frequency.slopes());
        assertThat(analytic.bread()).isEqualTo(frequency.bread());
        assertThat(analytic.sandwich().ofClusters(List.of(group)))
                .isEqualTo(frequency.sandwich().ofClusters(List.of(group)));
        double[] roots = Arrays.stream(counts).map(Math::sqrt).toArray();
        double[][] scores = analytic.scores();
        for (int j = 0; j < scores.length; j++) {
            for (int row = 0; row < ROWS; row++) {
                double expected = analytic.columns()[j][row] * roots[row] * (analytic.residuals()[row] * roots[row]);
                assertThat(scores[j][row]).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1, 1e12})
    void theScaleOfAnalyticWeightsChangesNoSlope(double scale) {
        double[] scaled = Arrays.stream(counts).map(w -> w * scale).toArray();
        Solution some = weighted(2, Weights.of(Weights.Kind.ANALYTIC, scaled));
        Solution all = weighted(2, Weights.of(Weights.Kind.ANALYTIC, counts));
        assertThat(some.slopes()).containsExactly(all.slopes(), within(1e-14));
        assertThat(some.rss() / scale).isCloseTo(all.rss(), within(1e-11));
    }
}
