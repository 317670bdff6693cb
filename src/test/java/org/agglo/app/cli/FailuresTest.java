package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.agglo.regression.NotEstimableException;
import org.agglo.spark.DataException;
import org.agglo.spark.HeaderException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailuresTest {
    private final StringWriter err = new StringWriter();

    private int handle(Exception thrown) {
        CommandLine line = new CommandLine(new Main()).setErr(new PrintWriter(err, true));
        return new Failures().handleExecutionException(thrown, line, null);
    }

    @AfterEach
    void quiet() {
        System.clearProperty("agglo.verbose");
    }

    @Test
    void badData() {
        assertThat(handle(new DataException("File x is empty"))).isEqualTo(3);
        assertThat(err).hasToString("agglo: File x is empty\n");
    }

    @Test
    void anotherPublicationsHeader() {
        var wrong = new HeaderException(
                "f.csv has no column emp", List.of("firm_id", "county_code", "industry_code", "year", "employment"));
        assertThat(handle(wrong)).isEqualTo(3);
        assertThat(err).hasToString("agglo: f.csv has no column emp\nSuch a header is read by preset = firms\n");
    }

    @Test
    void notEstimable() {
        assertThat(handle(new NotEstimableException("No regressor left"))).isEqualTo(4);
        assertThat(err).hasToString("agglo: No regressor left\n");
    }

    @Test
    void badDataBehindAnEnginesFailure() {
        assertThat(handle(new IllegalStateException("Job aborted", new DataException("File x is empty"))))
                .isEqualTo(3);
        assertThat(err).hasToString("agglo: File x is empty\n");
    }

    @Test
    void aClusterThatLosesTooMuch() {
        for (String said : List.of(
                "Job aborted due to stage failure: ResultStage 11 (x) has failed the maximum allowable number of times: 4.",
                "Job aborted due to stage failure: Task 0 failed 4 times: ExecutorLostFailure (executor 3 exited)")) {
            err.getBuffer().setLength(0);
            assertThat(handle(new IllegalStateException(new SparkException(said + "\nin detail"))))
                    .isEqualTo(1);
            assertThat(err)
                    .hasToString("agglo: Spark gave up: executors, or what they had written for each other, were lost"
                            + " several times in a row. Look at the workers' memory and disks and run again; earlier"
                            + " results are as they were\nSpark says: " + said + "\n");
        }
    }

    @Test
    void anythingElseIsOneLineAndAHint() {
        assertThat(handle(new IllegalStateException("Lost\nin detail"))).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("agglo: IllegalStateException: Lost\n")
                .contains("--verbose")
                .doesNotContain("\tat ");
    }

    @Test
    void verboseShowsWhere() {
        System.setProperty("agglo.verbose", "true");

        assertThat(handle(new IllegalStateException("Lost"))).isEqualTo(1);
        assertThat(err.toString()).contains("\tat org.agglo.app.cli.FailuresTest");
    }
}
