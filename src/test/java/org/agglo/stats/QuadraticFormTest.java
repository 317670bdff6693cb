package org.agglo.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuadraticFormTest {
    @Test
    void invertsAPositiveDefiniteMatrix() {
        // [4 1; 1 3]⁻¹ = [3 −1; −1 4]/11, so d'M⁻¹d = (3 − 4 + 16)/11 for d = (1, 2).
        QuadraticForm form = form(new double[] {1, 2}, new double[][] {{4, 1}, {1, 3}});
        assertThat(form.value()).isCloseTo(15 / 11.0, within(1e-14));
        assertThat(form.rank()).isEqualTo(2);
        assertThat(form.lowest()).isPositive();
        assertThat(form.outside()).isZero();
    }

    @Test
    void doesNotDependOnUnits() {
        QuadraticForm form = form(new double[] {1e8, 2e-8}, new double[][] {{4e16, 1}, {1, 3e-16}});
        assertThat(form.value()).isCloseTo(15 / 11.0, within(1e-13));
        assertThat(form.rank()).isEqualTo(2);
    }

    @Test
    void keepsTheSignOfAnIndefiniteMatrix() {
        QuadraticForm form = form(new double[] {1, 2}, new double[][] {{1, 0}, {0, -1}});
        assertThat(form.value()).isCloseTo(-3, within(1e-14));
        assertThat(form.lowest()).isCloseTo(-1, within(1e-14));
    }

    @Test
    void usesTheGeneralisedInverseOfASingularMatrixAndSaysWhatLiesOutside() {
        QuadraticForm form = form(new double[] {3, 1}, new double[][] {{1, 1}, {1, 1}});
        assertThat(form.rank()).isEqualTo(1);
        assertThat(form.value()).isCloseTo(4, within(1e-13));
        assertThat(form.outside()).isCloseTo(0.2, within(1e-13));
    }

    private static QuadraticForm form(double[] d, double[][] m) {
        return QuadraticForm.of(d, SymmetricMatrix.of(m), new double[] {Math.abs(m[0][0]), Math.abs(m[1][1])});
    }
}
