package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every formula of the page on formulas is read, and fitted to the panel with gaps. */
class FormulasPageTest {
    private static String page() {
        try {
            return Files.readString(Path.of("src/site/markdown/formulas.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> formulas(String fence) {
        return Pattern.compile("```" + fence + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page())
                .results()
                .flatMap(block -> block.group(1).lines())
                .map(line -> line.replaceAll(" +# .*", ""))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> eachFormulaIsFitted() {
        List<String> formulas = formulas("formula");
        assertThat(formulas).hasSizeGreaterThan(35);
        return formulas.stream()
                .map(formula -> dynamicTest(formula, () -> {
                    RegressionSummary summary = fit(formula);
                    assertThat(summary.formula()).isEqualTo(formula);
                    assertThat(summary.coefficients())
                            .anyMatch(coefficient -> coefficient.omitted().isEmpty());
                }));
    }

    private static RegressionSummary fit(String formula) {
        Dataset<Row> panel = Panels.read("gaps");
        return Formula.parse(formula).instrumented()
                ? new InstrumentalVariables()
                        .setFormula(formula)
                        .setUnitCol("unit")
                        .setTimeCol("year")
                        .fit(panel)
                        .summary()
                : new LeastSquares()
                        .setFormula(formula)
                        .setUnitCol("unit")
                        .setTimeCol("year")
                        .fit(panel)
                        .summary();
    }

    @TestFactory
    Stream<DynamicTest> eachOfSeveralIsFitted() {
        return formulas("formulas").stream()
                .map(formula -> dynamicTest(formula, () -> {
                    SeveralFits fits = new LeastSquares()
                            .setFormula(formula)
                            .setUnitCol("unit")
                            .setTimeCol("year")
                            .fitAll(Panels.read("gaps"));
                    assertThat(fits.all())
                            .hasSize(Formula.parseAll(formula).size())
                            .hasSizeGreaterThan(1);
                    assertThat(fits.refused().values())
                            .allSatisfy(reason -> assertThat(reason).contains("no regressor is left"));
                }));
    }

    @Test
    void theMessageIsWhatIsPrinted() {
        String message = page().split("```text\n")[1].split("```")[0].strip();
        assertThatThrownBy(() -> Formula.parse("y ~ lg(x)"))
                .satisfies(e -> assertThat(e.getMessage().strip()).isEqualTo(message));
    }

    @Test
    void severalModels() {
        Dataset<Row> panel = Panels.read("gaps");
        Map<String, List<RegressionSummary.Coefficient>> slopes = new LinkedHashMap<>();
        // example: several models
        SeveralFits fits = new LeastSquares()
                .setFormula("c(y, y2) ~ csw(x, z) | unit")
                .setVcov("cluster(unit)")
                .fitAll(panel);
        fits.models()
                .forEach((label, model) -> slopes.put(label, model.summary().coefficients()));
        // end
        assertThat(slopes.keySet())
                .containsExactly("y ~ x | unit", "y ~ x + z | unit", "y2 ~ x | unit", "y2 ~ x + z | unit");
    }
}
