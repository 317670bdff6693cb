package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which rows separation leaves out, and what it says of them; against a linear programme on random designs. */
class SeparationTest {
    private static final double[] ZEROS_THEN_COUNTS = {0, 0, 0, 0, 1, 2, 3, 5, 4, 2};

    /** Columns by name, those named like {@code g} are levels. */
    private static Sample sample(Object... namesAndColumns) {
        List<double[]> values = new ArrayList<>();
        Map<String, Category> categories = new LinkedHashMap<>();
        for (int i = 0; i < namesAndColumns.length; i += 2) {
            String name = (String) namesAndColumns[i];
            if (namesAndColumns[i + 1] instanceof int[] codes) {
                int levels = IntStream.of(codes).max().orElseThrow() + 1;
                categories.put(
                        name,
                        new Category(
                                name,
                                codes,
                                IntStream.range(0, levels)
                                        .mapToObj(Integer::toString)
                                        .toList()));
            } else {
                values.add((double[]) namesAndColumns[i + 1]);
            }
        }
        int rows = values.get(0).length;
        return new Sample(
                Formula.parse("y ~ 1"),
                values.toArray(double[][]::new),
                Map.of(),
                Optional.empty(),
                Weights.NONE,
                categories,
                new RegressionSummary.Sample(rows, rows, Map.of()));
    }

    private static Map<String, Long> dropped(String formula, Sample sample) {
        return Separation.of(Formula.parse(formula), sample, Separation.Search.ALL)
                .sample()
                .counts()
                .dropped();
    }

    @Test
    void aRegressorThatIsPositiveAmongZerosOnlySeparatesThem() {
        double[] x = {1, 2, 0, 0, 0, 0, 0, 0, 0, 0};
        double[] other = {1, 4, 2, 3, 5, 1, 2, 6, 2, 1};
        Sample sample = sample("y", ZEROS_THEN_COUNTS, "x", x, "other", other);
        assertThat(dropped("y ~ x + other", sample)).containsExactly(Map.entry("separated by x", 2L));
    }

    @Test
    void aDifferenceOfRegressorsSeparatesWhereNeitherAloneDoes() {
        double[] x = {3, 5, 2, 3, 5, 1, 2, 6, 2, 1};
        double[] other = {1, 4, 2, 3, 5, 1, 2, 6, 2, 1};
        Sample sample = sample("y", ZEROS_THEN_COUNTS, "x", x, "other", other);
        assertThat(dropped("y ~ x + other", sample)).containsExactly(Map.entry("separated by x and other", 2L));
    }

    @Test
    void aRegressorOfBothSignsAmongZerosSeparatesNone() {
        double[] x = {1, -2, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(dropped("y ~ x", sample("y", ZEROS_THEN_COUNTS, "x", x))).isEmpty();
    }

    @Test
    void levelsOfZerosGoFirstAndAgainUntilThereAreNone() {
        int[] g = {0, 0, 1, 1, 1, 2, 2, 2, 3, 3};
        int[] h = {0, 1, 2, 1, 0, 1, 0, 1, 0, 1};
        double[] y = {0, 0, 0, 3, 1, 2, 3, 5, 4, 2};
        double[] x = {1, 4, 2, 3, 5, 1, 2, 6, 2, 1};
        Sample sample = sample("y", y, "x", x, "g", g, "h", h);
        assertThat(dropped("y ~ x | g + h", sample))
                .containsExactly(Map.entry("only zeros in g", 2L), Map.entry("only zeros in h", 1L));
        assertThat(Separation.of(Formula.parse("y ~ x | g + h"), sample, Separation.Search.NONE)
                        .sample())
                .isSameAs(sample);
    }

    @Test
    void effectsCanSeparateTogether() {
        // g's and h's levels meet in two blocks of positive outcomes; the one zero between them can fall to nothing
        int[] g = {0, 0, 0, 1, 1, 1, 0};
        int[] h = {0, 0, 0, 1, 1, 1, 1};
        double[] y = {1, 2, 3, 4, 5, 1, 0};
        double[] x = {1, 4, 2, 3, 5, 1, 2};
        Sample sample = sample("y", y, "x", x, "g", g, "h", h);
        assertThat(dropped("y ~ x | g + h", sample)).containsExactly(Map.entry("separated by g and h", 1L));
    }

    @Test
    void aRegressorSeparatesWithinEffects() {
        int[] g = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
        double[] y = {1, 2, 0, 0, 4, 5, 1, 0, 3, 0, 2, 6};
        double[] x = {2, 2, 2, 7, 1, 1, 1, 9, 4, 5, 4, 4};
        Sample sample = sample("y", y, "x", x, "g", g);
        assertThat(dropped("y ~ x | g", sample)).containsExactly(Map.entry("separated by x", 3L));
    }

    static IntStream seeds() {
        return IntStream.range(0, 150);
    }

    /** Small whole numbers, so that much is collinear and much separates. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theRowsAreThoseOfALinearProgramme(int seed) {
        Random random = new Random(seed);
        int rows = 12 + random.nextInt(20);
        int regressors = 1 + random.nextInt(4);
        boolean effects = seed % 2 == 1;
        double[] y =
                random.doubles(rows).map(u -> u < 0.6 ? 0 : Math.ceil(4 * u)).toArray();
        y[0] = 1;
        List<Object> columns = new ArrayList<>(List.of("y", y));
        List<double[]> design = new ArrayList<>();
        StringBuilder formula = new StringBuilder("y ~ ");
        for (int j = 0; j < regressors; j++) {
            double rare = 0.5 + random.nextDouble() / 2;
            double[] x = random.doubles(rows)
                    .map(u -> u < rare ? 0 : Math.floor(6 * (u - rare) / (1 - rare)) - 1)
                    .toArray();
            columns.addAll(List.of("x" + j, x));
            design.add(x);
            formula.append(j == 0 ? "" : " + ").append("x").append(j);
        }
        if (effects) {
            for (String name : List.of("g", "h")) {
                int[] codes = codes(random, rows, 2 + random.nextInt(5));
                columns.addAll(List.of(name, codes));
                for (int level = 0; level <= IntStream.of(codes).max().orElseThrow(); level++) {
                    int own = level;
                    design.add(IntStream.of(codes)
                            .mapToDouble(code -> code == own ? 1 : 0)
                            .toArray());
                }
            }
            formula.append(" | g + h");
        } else {
            design.add(IntStream.range(0, rows).mapToDouble(row -> 1).toArray());
        }
        Sample sample = sample(columns.toArray());
        Separation.Left left = Separation.of(Formula.parse(formula.toString()), sample, Separation.Search.ALL);
        assertThat(left.notes()).isEmpty();
        assertThat(left.sample().rows()).isEqualTo(rows - separated(y, design));
    }

    /** Codes without gaps. */
    private static int[] codes(Random random, int rows, int levels) {
        return IntStream.range(0, rows)
                .map(row -> row < levels ? row : random.nextInt(levels))
                .toArray();
    }

    /**
     * max Σ t over γ and t: x'γ = 0 in rows of positive outcomes, x'γ ≥ t and 0 ≤ t ≤ 1 in the others. The rows with t > 0 are
     * separated.
     */
    private static long separated(double[] y, List<double[]> design) {
        int k = design.size();
        int[] zeros = IntStream.range(0, y.length).filter(row -> y[row] == 0).toArray();
        int size = k + zeros.length;
        List<LinearConstraint> constraints = new ArrayList<>();
        double[] objective = new double[size];
        int next = k;
        for (int row = 0; row < y.length; row++) {
            double[] one = new double[size];
            for (int j = 0; j < k; j++) {
                one[j] = design.get(j)[row];
            }
            if (y[row] > 0) {
                constraints.add(new LinearConstraint(one, Relationship.EQ, 0));
            } else {
                double[] own = new double[size];
                own[next] = 1;
                objective[next] = 1;
                one[next] = -1;
                constraints.add(new LinearConstraint(one, Relationship.GEQ, 0));
                constraints.add(new LinearConstraint(own, Relationship.GEQ, 0));
                constraints.add(new LinearConstraint(own, Relationship.LEQ, 1));
                next++;
            }
        }
        double[] found = new SimplexSolver()
                .optimize(
                        new LinearObjectiveFunction(objective, 0),
                        new LinearConstraintSet(constraints),
                        GoalType.MAXIMIZE,
                        new NonNegativeConstraint(false))
                .getPoint();
        return IntStream.range(k, size).filter(i -> found[i] > 0.5).count();
    }

    @Test
    void anOutcomeOfZerosIsRefused() {
        double[] zeros = new double[6];
        Sample sample = sample("y", zeros, "x", new double[] {1, 2, 3, 4, 5, 6});
        assertThatThrownBy(() -> PoissonFits.fit(
                        Formula.parse("y ~ x"),
                        sample,
                        new PoissonFits.Options(Separation.Search.ALL, true, 1e-12, 100, null)))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("y ~ x: the outcome y is zero in all 6 rows");
    }
}
