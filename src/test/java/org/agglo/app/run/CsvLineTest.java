package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
    private static String text(CsvLine line) throws IOException {
        var out = new StringWriter();
        line.end(out);
        return out.toString();
    }

    @Test
    void quotesWhatMustBe() throws IOException {
        var line = new CsvLine()
                .add("a")
                .add("b,c")
                .add("say \"d\"")
                .add("e\nf")
                .addNull()
                .add("");
        assertThat(text(line)).isEqualTo("a,\"b,c\",\"say \"\"d\"\"\",\"e\nf\",,\n");
        assertThat(text(line.addNull().add(3L))).isEqualTo(",3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-a", "@b", "\tc"})
    void defusesFormulasInData(String formula) throws IOException {
        assertThat(text(new CsvLine().addData(formula))).isEqualTo("'" + formula + "\n");
        assertThat(text(new CsvLine().addData("x" + formula).addData(""))).isEqualTo("x" + formula + ",\n");
    }

    @Test
    void writesNumbersAsJavaDoes() throws IOException {
        var random = new Random(1);
        double[] numbers = {0, -0.0, 1, -1, 9_999_999, 1e7, -1e7, 1e16, 0.5, 1e-3, 9e-4, Double.MAX_VALUE, Double.NaN};
        for (int i = 0; i < 2000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double whole = random.nextInt(20_000_000) - 1e7;
            for (double number : i < numbers.length ? new double[] {numbers[i]} : new double[] {any, whole}) {
                assertThat(text(new CsvLine().add(number))).isEqualTo(Double.toString(number) + "\n");
            }
        }
    }
}
