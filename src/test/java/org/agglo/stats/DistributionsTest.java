package org.agglo.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against R 4.2.2's pt, pnorm, pf, pchisq and qt. */
class DistributionsTest {
    /** In percent: 1e-11, where R's own tails agree with each other. */
    private static final double TOLERANCE = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "2, 5, 0.10193947882985828",
        "-50, 10, 2.4743103293026876e-13",
        "1e10, 30, 2.0729069305123566e-279",
        "35, 1e5, 9.3516663395998071e-267",
        "2.1, 1e8, 0.035728843624121286",
        "1e-8, 7, 0.999999992300171",
        "4.5, 0.5, 0.30125316255553752",
        "1.5, Infinity, 0.13361440253771614",
        "37, Infinity, 1.1451142445049154e-299",
        "0, 3, 1",
        "Infinity, 3, 0"
    })
    void tailsOfT(double t, double df, double expected) {
        assertThat(Distributions.tTwoSided(t, df)).isCloseTo(expected, withPercentage(TOLERANCE));
    }

    @ParameterizedTest
    @CsvSource({
        "3.2, 5, 11, 0.050169501947857777",
        "500, 3, 3000, 1.8426764088818767e-263",
        "1e-6, 4, 20, 0.99999999999779998",
        "1.01, 1000, 1e6, 0.40608531602709708",
        "2.38125, 4, Infinity, 0.049236079962128233",
        "Infinity, 4, 20, 0"
    })
    void tailsOfF(double f, double df1, double df2, double expected) {
        assertThat(Distributions.fTail(f, df1, df2)).isCloseTo(expected, withPercentage(TOLERANCE));
    }

    @ParameterizedTest
    @CsvSource({
        "9.525, 4, 0.049236079962128233",
        "1400, 3, 2.9456193610163185e-303",
        "1e-8, 2, 0.99999999500000003",
        "1100, 1000, 0.014614408126295201",
        "0, 3, 1",
        "Infinity, 3, 0"
    })
    void tailsOfChiSquared(double x, double df, double expected) {
        assertThat(Distributions.chiSquaredTail(x, df)).isCloseTo(expected, withPercentage(TOLERANCE));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 12.706204736174694",
        "2, 4.3026527297494619",
        "11, 2.2009851600916388",
        "47, 2.0117405137297655",
        "1e6, 1.9599663568141066",
        "Infinity, 1.9599639845400536"
    })
    void criticalValues(double df, double expected) {
        assertThat(Distributions.tCritical(0.05, df)).isCloseTo(expected, withPercentage(TOLERANCE));
    }

    @Test
    void notANumberStaysSo() {
        assertThat(Distributions.tTwoSided(Double.NaN, 3)).isNaN();
        assertThat(Distributions.fTail(1, 0.5, Double.NaN)).isNaN();
        assertThat(Distributions.chiSquaredTail(Double.NaN, 3)).isNaN();
        assertThat(Distributions.tCritical(0.05, Double.NaN)).isNaN();
        assertThatThrownBy(() -> Distributions.tCritical(1.5, 3)).hasMessageContaining("between 0 and 1");
    }
}
