package org.agglo.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agglo.disclosure.Treatment.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds and imputation of few cells, held against what can be worked out by hand or by trying all values. */
class FamiliesTest {
    private static final double NONE = Double.NaN;

    private static Cells cells(double[] value, Family... families) {
        boolean[] withheld = new boolean[value.length];
        double[] high = new double[value.length];
        for (int i = 0; i < value.length; i++) {
            withheld[i] = Double.isNaN(value[i]);
            high[i] = Double.POSITIVE_INFINITY;
        }
        return Cells.of(value, withheld, new double[value.length], high, List.of(families));
    }

    private static Family family(int parent, int... children) {
        return new Family(0, parent, children, true);
    }

    private static Solved solve(Method method, Cells cells, double... start) {
        return Solved.of(cells, method, () -> start);
    }

    @Test
    void aWithheldCellLiesBetweenNothingAndWhatItsParentLeaves() {
        Solved solved = solve(Method.BOUNDED, cells(new double[] {100, 60, NONE, NONE}, family(0, 1, 2, 3)));
        assertThat(solved.low()).containsExactly(100, 60, 0, 0);
        assertThat(solved.high()).containsExactly(100, 60, 40, 40);
        assertThat(solved.values()).containsExactly(100, 60, NONE, NONE);
    }

    @Test
    void theLastWithheldChildIsKnownAndSoIsAWithheldParent() {
        Solved solved = solve(
                Method.IMPUTED,
                cells(new double[] {100, 60, NONE, NONE, 3, 4}, family(0, 1, 2), family(3, 4, 5)),
                1,
                1,
                1,
                1,
                1,
                1);
        assertThat(solved.values()).containsExactly(100, 60, 40, 7, 3, 4);
    }

    @Test
    void siblingsShareWhatIsLeftAsTheirStartsAre() {
        Solved solved =
                solve(Method.IMPUTED, cells(new double[] {100, 60, NONE, NONE}, family(0, 1, 2, 3)), 0, 0, 1, 3);
        assertThat(solved.values()[2]).isCloseTo(10, within(1e-9));
        assertThat(solved.values()[3]).isCloseTo(30, within(1e-9));
    }

    @Test
    void aChildNeverLeavesItsSizeClass() {
        Cells cells = Cells.of(
                new double[] {100, NONE, NONE, NONE},
                new boolean[] {false, true, true, true},
                new double[] {0, 50, 0, 0},
                new double[] {0, 99, 19, Double.POSITIVE_INFINITY},
                List.of(family(0, 1, 2, 3)));
        Solved solved = solve(Method.IMPUTED, cells, 1, 1, 1, 2);
        assertThat(solved.low()).containsExactly(100, 50, 0, 0);
        assertThat(solved.high()).containsExactly(100, 99, 19, 50);
        assertThat(solved.values()[1]).isEqualTo(50);
        assertThat(solved.values()[2]).isCloseTo(50. / 3, within(1e-8));
        assertThat(solved.values()[3]).isCloseTo(100. / 3, within(1e-8));
    }

    @Test
    void nothingIsDistributedFromAParentThatIsNotKnown() {
        Solved solved = solve(Method.IMPUTED, cells(new double[] {NONE, 60, NONE}, family(0, 1, 2)), 1, 1, 1);
        assertThat(solved.values()).containsExactly(NONE, 60, NONE);
        assertThat(solved.low()).containsExactly(60, 60, 0);
        assertThat(solved.high()[2]).isInfinite();
    }

    @Test
    void aCellMissingFromTheFileIsNotFilledAndItsSiblingsAreNotEither() {
        Cells cells = Cells.of(
                new double[] {100, NONE, NONE},
                new boolean[] {false, true, false},
                new double[3],
                new double[] {0, 1e300, 1e300},
                List.of(family(0, 1, 2)));
        assertThat(solve(Method.IMPUTED, cells, 1, 1, 1).values()).containsExactly(100, NONE, NONE);
    }

    @Test
    void twoHierarchiesGiveTheTableWithTheStartsOddsRatio() {
        // rows 1 and 2, columns 1 and 2: margins 30, 70 and 40, 60; starts with odds ratio 4
        Cells cells = cells(
                new double[] {30, 70, 40, 60, NONE, NONE, NONE, NONE},
                family(0, 4, 5),
                family(1, 6, 7),
                family(2, 4, 6),
                family(3, 5, 7));
        double[] v = solve(Method.IMPUTED, cells, 1, 1, 1, 1, 2, 1, 1, 2).values();
        assertThat(v[4] + v[5]).isCloseTo(30, within(1e-8));
        assertThat(v[6] + v[7]).isCloseTo(70, within(1e-8));
        assertThat(v[4] + v[6]).isCloseTo(40, within(1e-8));
        assertThat(v[5] + v[7]).isCloseTo(60, within(1e-8));
        assertThat(v[4] * v[7] / v[5] / v[6]).isCloseTo(4, within(1e-6));
    }

    @Test
    void publishedCellsThatContradictEachOtherAreSaid() {
        Solved above = solve(Method.BOUNDED, cells(new double[] {100, 60, 50, NONE}, family(0, 1, 2, 3)));
        assertThat(above.trouble().orElseThrow().what()).isEqualTo("is 100, but its children add up to at least 110");
        Solved below = solve(Method.BOUNDED, cells(new double[] {100, 60, 30}, family(0, 1, 2)));
        assertThat(below.trouble().orElseThrow().what()).isEqualTo("is 100, but its children add up to at most 90");
        Solved negative = solve(Method.BOUNDED, cells(new double[] {100, -1, NONE}, family(0, 1, 2)));
        assertThat(negative.trouble().orElseThrow().what()).isEqualTo("is -1, below zero");
    }

    /** Grandparent 0, parents 1 and 2, children 3 to 7; every way to fill it with whole numbers is tried. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void boundsInOneHierarchyAreReachedAndNeverPassed(long seed) {
        Random random = new Random(seed);
        int[] truth = new int[8];
        for (int i = 3; i < 8; i++) {
            truth[i] = random.nextInt(4);
        }
        truth[1] = truth[3] + truth[4];
        truth[2] = truth[5] + truth[6] + truth[7];
        truth[0] = truth[1] + truth[2];
        double[] shown = Arrays.stream(truth).asDoubleStream().toArray();
        for (int i = 1; i < 8; i++) {
            shown[i] = random.nextBoolean() ? NONE : shown[i];
        }
        Solved solved =
                solve(Method.BOUNDED, cells(shown.clone(), family(0, 1, 2), family(1, 3, 4), family(2, 5, 6, 7)));
        double[] least = new double[8];
        double[] most = new double[8];
        Arrays.fill(least, 1e9);
        for (int[] filled : fillings(truth[0])) {
            if (agrees(filled, shown)) {
                for (int i = 0; i < 8; i++) {
                    least[i] = Math.min(least[i], filled[i]);
                    most[i] = Math.max(most[i], filled[i]);
                }
            }
        }
        assertThat(solved.low()).containsExactly(least);
        assertThat(solved.high()).containsExactly(most);
    }

    private static List<int[]> fillings(int total) {
        List<int[]> all = new ArrayList<>();
        for (int a = 0; a <= total; a++) {
            for (int b = 0; a + b <= total; b++) {
                for (int c = 0; a + b + c <= total; c++) {
                    for (int d = 0; a + b + c + d <= total; d++) {
                        int e = total - a - b - c - d;
                        all.add(new int[] {total, a + b, c + d + e, a, b, c, d, e});
                    }
                }
            }
        }
        return all;
    }

    private static boolean agrees(int[] filled, double[] shown) {
        for (int i = 0; i < shown.length; i++) {
            if (!Double.isNaN(shown[i]) && shown[i] != filled[i]) {
                return false;
            }
        }
        return true;
    }

    /** A table of regions by industries with its margins, cells hidden at random. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void inTwoHierarchiesBoundsHoldTheTruthAndImputedCellsAddUpWithinThem(long seed) {
        Random random = new Random(seed);
        int n = 6;
        double[] truth = new double[(n + 1) * (n + 1)];
        for (int i = 1; i <= n; i++) {
            for (int j = 1; j <= n; j++) {
                double v = random.nextInt(5) == 0 ? 0 : random.nextInt(1000);
                truth[i * (n + 1) + j] = v;
                truth[i * (n + 1)] += v;
                truth[j] += v;
                truth[0] += v;
            }
        }
        List<Family> families = new ArrayList<>();
        for (int k = 0; k <= n; k++) {
            int[] row = new int[n];
            int[] column = new int[n];
            for (int j = 1; j <= n; j++) {
                row[j - 1] = k * (n + 1) + j;
                column[j - 1] = j * (n + 1) + k;
            }
            families.add(new Family(0, k * (n + 1), row, true));
            families.add(new Family(1, k, column, true));
        }
        double[] shown = truth.clone();
        double[] start = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            start[i] = 1 + random.nextInt(100);
            shown[i] = i > 0 && random.nextInt(3) == 0 ? NONE : shown[i];
        }
        Solved solved = solve(Method.IMPUTED, cells(shown, families.toArray(Family[]::new)), start);
        assertThat(solved.trouble()).isEmpty();
        for (int i = 0; i < truth.length; i++) {
            assertThat(truth[i]).isBetween(solved.low()[i], solved.high()[i]);
            assertThat(solved.values()[i]).isBetween(solved.low()[i], solved.high()[i]);
        }
        for (Family family : families) {
            double sum = Arrays.stream(family.children())
                    .mapToDouble(c -> solved.values()[c])
                    .sum();
            assertThat(sum).isCloseTo(solved.values()[family.parent()], within(1e-9 * Math.max(1, sum)));
        }
    }
}
