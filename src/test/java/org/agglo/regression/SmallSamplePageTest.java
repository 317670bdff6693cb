package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers that the page on small-sample rules works out are those that are computed. */
class SmallSamplePageTest {
    private static final Map<String, LeastSquaresModel> MODELS = new HashMap<>();

    /** The rows of the page's last table. */
    static Stream<List<String>> rows() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/site/markdown/small-sample.md"));
        int table = lines.indexOf("| effects | covariance | rules | K | factor | df | error |");
        return lines.subList(table + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .map(cell -> cell.strip().replace("`", ""))
                        .skip(1)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void thePagesNumbersAreComputed(List<String> row) {
        RegressionSummary summary = model(row.get(0)).summary(row.get(1), row.get(2));
        RegressionSummary.Covariance how = summary.covariance();
        String found = String.join(
                " | ",
                Long.toString(how.k()),
                "%.6f".formatted(how.factor()),
                Double.isInfinite(how.df()) ? "normal" : "%.0f".formatted(how.df()),
                "%.8f"
                        .formatted(summary.coefficients()
                                .get(Terms.estimated(summary, "value"))
                                .error()));
        assertThat(found).isEqualTo(String.join(" | ", row.subList(3, 7)));
    }

    private static LeastSquaresModel model(String effects) {
        return MODELS.computeIfAbsent(
                effects,
                key -> new LeastSquares()
                        .setFormula("inv ~ value + capital" + (key.equals("none") ? "" : " | " + key))
                        .setVcovColumns("firm", "year")
                        .fit(Panels.read("grunfeld/grunfeld.csv")));
    }
}
