package org.agglo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234567.891 | 2 | 1,234,567.89",
                "-1234.5 | 1 | -1,234.5",
                "-0.0001 | 3 | 0.000",
                "999.9996 | 3 | 1,000.000",
                "0.5 | 0 | 0",
                "NaN | 3 | –",
                "Infinity | 3 | ∞",
                "-Infinity | 3 | -∞",
                "1e300 | 3 | 1.0e300"
            })
    void fixedHasThousandsAndNoNegativeZero(double value, int decimals, String text) {
        assertThat(Numbers.fixed(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.352 | 0.352",
                "0.0123 | 0.012",
                "-0.000123 | -0.00012",
                "0 | 0.000",
                "0.0000000123 | 0.000000012",
                "1.23e-12 | 1.2e-12",
                "-9.99e-12 | -1.0e-11"
            })
    void adaptiveNeverShowsSomethingAsNothing(double value, String text) {
        String shown = Numbers.adaptive(value, 3);
        assertThat(shown).isEqualTo("0.000000012".equals(text) ? "1.2e-8" : text);
    }

    @Test
    void wholeNumbersGetNoDecimalsThatSayNothing() {
        assertThat(Numbers.adaptive(4, 0)).isEqualTo("4");
        assertThat(Numbers.adaptive(1, 3)).isEqualTo("1.000");
        assertThat(Numbers.adaptive(4.2, 0)).isEqualTo("4.2");
    }

    @Test
    void significantKeepsWholeNumbersWhole() {
        assertThat(Numbers.significant(26828.4, 4)).isEqualTo("26,828");
        assertThat(Numbers.significant(1.0314, 4)).isEqualTo("1.031");
        assertThat(Numbers.significant(0.0642, 4)).isEqualTo("0.06420");
        assertThat(Numbers.significant(354, 4)).isEqualTo("354");
    }

    @Test
    void pValuesBelowAThousandthAreNotZero() {
        assertThat(Numbers.pValue(0.00099)).isEqualTo("<0.001");
        assertThat(Numbers.pValue(0.0314)).isEqualTo("0.031");
        assertThat(Numbers.pValue(Double.NaN)).isEqualTo("–");
    }

    @Test
    void fullReadsBackToTheSameNumber() {
        for (double value : new double[] {0.1, 1 / 3.0, 360, 1e-20, 1e20, -0.0401, 123456789.123}) {
            assertThat(Double.parseDouble(Numbers.full(value))).isEqualTo(value);
        }
        assertThat(Numbers.full(360)).isEqualTo("360");
        assertThat(Numbers.full(Double.NaN)).isEmpty();
    }

    @Test
    void decimalsFollowTheLargest() {
        assertThat(Numbers.decimals(List.of(26828.2, 269944.0))).isZero();
        assertThat(Numbers.decimals(List.of(1.031, 0.0642, 4.795, Double.NaN))).isEqualTo(3);
        assertThat(Numbers.decimals(List.of(0.214, 0.627))).isEqualTo(4);
        assertThat(Numbers.decimals(List.of(3.0, 12.0))).isZero();
        assertThat(Numbers.decimals(List.of())).isZero();
    }

    @Test
    void localeDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Numbers.fixed(1234.5, 1)).isEqualTo("1,234.5");
            assertThat(TableFormat.HTML.render(Samples.hostile())).contains("colspan=\"2\"");
            assertThat(Samples.regionalAverages().svg()).contains("width=\"820\"", ">2005<");
        } finally {
            Locale.setDefault(before);
        }
    }
}
