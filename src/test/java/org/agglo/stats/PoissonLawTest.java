package org.agglo.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonLawTest {
    /** log(1 + r) by its series, to 60 digits. */
    private static BigDecimal half(double y, double mean) {
        MathContext digits = new MathContext(60);
        BigDecimal r = new BigDecimal(y).subtract(new BigDecimal(mean)).divide(new BigDecimal(mean), digits);
        BigDecimal v = r.divide(r.add(BigDecimal.valueOf(2)), digits);
        BigDecimal power = v;
        BigDecimal log = BigDecimal.ZERO;
        for (int j = 1; j < 400; j += 2) {
            log = log.add(power.divide(BigDecimal.valueOf(j), digits), digits);
            power = power.multiply(v, digits).multiply(v, digits);
        }
        BigDecimal twice = log.multiply(BigDecimal.valueOf(2));
        return new BigDecimal(y).multiply(twice, digits).subtract(new BigDecimal(y).subtract(new BigDecimal(mean)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 1.0000000001",
        "3, 2.5",
        "7, 6.9999",
        "0.5, 0.7",
        "1e12, 1.00001e12",
        "1e-9, 1.3e-9",
        "5, 2.1"
    })
    void halfTheDevianceHasAllDigits(double y, double mean) {
        double expected = half(y, mean).doubleValue();
        assertThat(Math.abs(PoissonLaw.halfDeviance(y, mean) - expected)).isLessThanOrEqualTo(2e-15 * expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 2", "1, 1, 0", "4, 1e-3, 29.17719856040811"})
    void theDevianceOfZeroIsTheMean(double y, double mean, double expected) {
        assertThat(Math.abs(PoissonLaw.halfDeviance(y, mean) - expected)).isLessThan(1e-14 * (1 + expected));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, -1", "2, -1.3068528194400546", "10, -2.0785616431350533"})
    void theSaturatedLogLikelihoodIsThatOfTheMean(double y, double expected) {
        assertThat(Math.abs(PoissonLaw.saturated(y) - expected)).isLessThan(1e-14 * (1 + Math.abs(expected)));
    }
}
