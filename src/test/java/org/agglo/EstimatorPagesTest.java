package org.agglo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agglo.regression.InstrumentalVariables;
import org.agglo.regression.InstrumentalVariablesModel;
import org.agglo.regression.Poisson;
import org.agglo.regression.PoissonModel;
import org.agglo.regression.RegressionSummary;
import org.agglo.regression.TestResult;
import org.agglo.report.SummaryText;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The examples of the pages on instrumental variables and Poisson regressions print what stands below them. */
class EstimatorPagesTest {
    private static Dataset<Row> panel(String name) {
        return TestSpark.session()
                .read()
                .option("header", true)
                .option("inferSchema", true)
                .csv("src/test/resources/panels/" + name + ".csv");
    }

    /** The block of text after the page's example. */
    private static String printed(String page, String example) throws IOException {
        Matcher text = Pattern.compile(
                        "<!-- example: " + Pattern.quote(example) + " -->\\n```java\\n.*?```\\n\\n```text\\n(.*?)```",
                        Pattern.DOTALL)
                .matcher(Files.readString(Path.of("src/site/markdown", page)));
        assertThat(text.find()).as("the text after %s", example).isTrue();
        return text.group(1);
    }

    @Test
    void instrumentalVariables() throws IOException {
        String page = "instrumental-variables.md";
        Dataset<Row> cigarettes = panel("cigarettes");
        // example: instrumental variables
        InstrumentalVariablesModel demand = new InstrumentalVariables()
                .setFormula("log(packs) ~ log(income / population / cpi)"
                        + " | log(price / cpi) ~ I((taxs - tax) / cpi) + I(tax / cpi)")
                .setVcov("robust")
                .fit(cigarettes.filter("year = 1995"));
        String text = SummaryText.of(demand.summary());
        // end
        assertThat(text).isEqualTo(printed(page, "instrumental variables"));
        // example: instrumental variables with effects
        RegressionSummary panel = new InstrumentalVariables()
                .setFormula("log(packs) ~ log(income / population / cpi) | state + year"
                        + " | log(price / cpi) ~ I((taxs - tax) / cpi) + I(tax / cpi)")
                .setVcov("cluster(state)")
                .fit(cigarettes)
                .summary();
        StringBuilder tests = new StringBuilder();
        for (TestResult test : panel.instruments().orElseThrow().tests()) {
            tests.append("%s %.4f\n".formatted(test.name(), test.statistic()));
        }
        // end
        assertThat(tests.toString()).isEqualTo(printed(page, "instrumental variables with effects"));
    }

    @Test
    void poisson() throws IOException {
        Dataset<Row> trade = panel("trade");
        // example: Poisson
        PoissonModel gravity = new Poisson()
                .setFormula("flow ~ ldist + rta | origin + destination")
                .setVcov("cluster(origin, destination)")
                .fit(trade);
        String text = SummaryText.of(gravity.summary());
        // end
        assertThat(text).isEqualTo(printed("poisson.md", "Poisson"));
    }

    @Test
    void poissonWithLevelsOfZerosAndExposure() throws IOException {
        Dataset<Row> epilepsy = panel("epilepsy");
        Dataset<Row> ships = panel("ships");
        // example: Poisson with levels of zeros
        RegressionSummary seizures =
                new Poisson().setFormula("y ~ V4 | subject").fit(epilepsy).summary();
        String notes = String.join("\n", seizures.notes());
        // end
        assertThat(notes + "\n").isEqualTo(printed("poisson.md", "Poisson with levels of zeros"));
        // example: Poisson with an exposure
        RegressionSummary incidents = new Poisson()
                .setFormula("incidents ~ period | type + year")
                .setExposureCol("service")
                .setVcov("iid")
                .fit(ships)
                .summary();
        // end
        RegressionSummary.Coefficient period = incidents.coefficients().get(0);
        assertThat("%.6f (%.6f)\n%s\n".formatted(period.estimate(), period.error(), incidents.sample()))
                .isEqualTo(printed("poisson.md", "Poisson with an exposure"));
    }
}
