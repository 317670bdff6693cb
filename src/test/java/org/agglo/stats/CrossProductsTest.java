package org.agglo.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CrossProductsTest {
    private static double[][] columns(int columns, int rows, long seed) {
        Random random = new Random(seed);
        double[][] z = new double[columns][rows];
        for (double[] column : z) {
            Arrays.setAll(column, row -> random.nextGaussian() * 1000);
        }
        return z;
    }

    @Test
    void sumsGatheredInPartsAreTheSumOfTheWhole() {
        double[][] a = columns(4, 100, 1);
        double[][] b = columns(4, 37, 2);
        double[][] all = new double[4][];
        for (int j = 0; j < 4; j++) {
            all[j] = Arrays.copyOf(a[j], 137);
            System.arraycopy(b[j], 0, all[j], 100, 37);
        }
        CrossProducts whole = CrossProducts.of(all);
        CrossProducts parts = CrossProducts.of(a).add(CrossProducts.of(b));
        assertThat(parts.rows()).isEqualTo(137);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(parts.get(i, j)).isEqualTo(whole.get(i, j));
            }
        }
    }

    @Test
    void cancellationCostsNoDigits() {
        double[] large = {1e17, 1, -1e17, 3};
        double[] ones = {1, 1, 1, 1};
        assertThat(CrossProducts.of(large, ones).get(0, 1)).isEqualTo(4);
        assertThat(Twofold.sum(large)).isEqualTo(4);
        double[] years = {1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4};
        assertThat(CrossProducts.of(ones, years).beyondFirst().get(0, 0)).isEqualTo(5);
    }

    @Test
    void theLaterOfTwoCollinearColumnsIsPassedOver() {
        double[][] z = columns(4, 50, 3);
        for (int row = 0; row < 50; row++) {
            z[2][row] = z[0][row] - 2 * z[1][row];
        }
        Cholesky factor = Cholesky.of(CrossProducts.of(z), 3, 1e-9);
        assertThat(factor.rank()).isEqualTo(2);
        assertThat(factor.kept(2)).isFalse();
        assertThat(factor.left(2)).isLessThan(1e-15);
        assertThat(factor.left(1)).isBetween(0.5, 1.0);
        double[] b = factor.solve(CrossProducts.of(z), 3);
        double[] alone = Cholesky.of(CrossProducts.of(z), 2, 1e-9).solve(CrossProducts.of(z), 3);
        assertThat(Arrays.copyOf(b, 2)).containsExactly(alone, within(1e-15));
        assertThat(b[2]).isZero();
    }

    @Test
    void theInverseTimesTheMatrixIsOne() {
        CrossProducts a = CrossProducts.of(columns(5, 60, 4));
        SymmetricMatrix inverse = Cholesky.of(a, 5, 0).inverse();
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                double sum = 0;
                for (int m = 0; m < 5; m++) {
                    sum += inverse.get(i, m) * a.get(m, j);
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-13));
            }
        }
    }

    @Test
    void theResidualOfAnExplainedColumnIsZeroToThirtyDigits() {
        double[][] z = columns(3, 40, 5);
        Arrays.setAll(z[2], row -> 4 * z[0][row]);
        CrossProducts a = CrossProducts.of(z);
        assertThat(Cholesky.of(a, 2, 0).residual(a, 2)).isLessThan(1e-28 * a.get(2, 2));
    }

    @Test
    void negativeEigenvaluesAreSetToZero() {
        SymmetricMatrix fixed =
                SymmetricMatrix.of(new double[][] {{1, 0}, {2, 1}}).withoutNegativeEigenvalues();
        assertThat(fixed.get(0, 0)).isCloseTo(1.5, within(1e-14));
        assertThat(fixed.get(1, 0)).isCloseTo(1.5, within(1e-14));
        SymmetricMatrix fine = SymmetricMatrix.of(new double[][] {{2, 0}, {1, 2}});
        assertThat(fine.withoutNegativeEigenvalues().get(1, 0)).isCloseTo(1, within(1e-14));
    }

    @Test
    void waldStatisticsOfSingularCovariancesAreNotANumber() {
        assertThat(Wald.statistic(new double[] {1, 2}, SymmetricMatrix.of(new double[][] {{2, 0}, {0, 4}})))
                .isCloseTo(1.5, within(1e-15));
        assertThat(Wald.statistic(new double[] {1, 2}, SymmetricMatrix.of(new double[][] {{1, 0}, {1, 1}})))
                .isNaN();
    }
}
