package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The examples of the page on small-sample rules, run; see {@code DocumentedExamplesTest}. */
class SmallSampleExamplesTest {
    private final Dataset<Row> grunfeld = Panels.read("grunfeld/grunfeld.csv");

    @Test
    void rulesAndTheWildBootstrap() {
        // example: small-sample
        LeastSquaresModel model = new LeastSquares()
                .setFormula("inv ~ value + capital | firm + year")
                .setClusters("firm", "year")
                .fit(grunfeld);
        model.summary("cluster(firm, year)"); // fixest's rules, K counted exactly
        model.summary("cluster(firm, year)", "reghdfe");
        model.summary("cluster(firm, year)", "fixest(G.df = conventional)");
        // end
        // example: wild-bootstrap
        WildBootstrapResult test = model.wildBootstrap("value", "firm");
        test.pValue(); // also pEqualTailed(), and low() and high(), the values that are not rejected
        WildBootstrap webb = WildBootstrap.of("value", "firm").withMultipliers(WildBootstrap.Multipliers.WEBB);
        model.wildBootstrap(webb.withSeed(7));
        // end
        assertThat(error(model, "fixest(G.df = conventional)")).isCloseTo(0.011864180436513, within(1e-12));
        assertThat(test.clusters()).isEqualTo(10);
        assertThat(test.all()).isTrue();
    }

    private static double error(LeastSquaresModel model, String rules) {
        return model.summary("cluster(firm, year)", rules).coefficients().get(0).error();
    }
}
