package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.agglo.SparkJobs;
import org.agglo.TestProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those who look after a run see of it while it runs. */
class WatchingTest {
    @TempDir
    private Path folder;

    @Test
    void sparkJobsReadLikeTheStudy() throws Exception {
        TinyStudy study = new TinyStudy(folder).append("jobs.csv", "A,2001,13,-5");

        List<SparkJobs.Job> jobs = SparkJobs.of(study::run);

        List<String> names = new ArrayList<>();
        jobs.forEach(job -> {
            String name = job.group() + " | " + job.description();
            if (names.isEmpty() || !names.get(names.size() - 1).equals(name)) {
                names.add(name);
            }
        });
        assertThat(names)
                .containsExactly(
                        "Read | jobs: read",
                        "Read | controls: read",
                        "Panel | jobs: count and add up by region, year",
                        "Panel | build the panel",
                        "Rejects | jobs: rejects",
                        "Measures | count location quotients lq",
                        "Measures | measures",
                        "Regressions | table main, model 1 (pooled): read log(pat)",
                        "Regressions | table main, model 1 (pooled): least squares by MLlib",
                        "Regressions | table main, model 2 (fixed): read log(pat)",
                        "Regressions | table main, model 2 (fixed): least squares by MLlib",
                        "Report | Report");
    }

    private ProcessBuilder agglo(TinyStudy study, String options, String... more) {
        List<String> args = new ArrayList<>(
                List.of("run", study.file().toString(), "--out", study.out().toString()));
        args.addAll(List.of(more));
        ProcessBuilder process = TestProcess.agglo(args.toArray(String[]::new));
        process.environment().put("JDK_JAVA_OPTIONS", options);
        return process;
    }

    @Test
    void prometheusReadsRowsAndSecondsFromTheSparkUi() throws Exception {
        TinyStudy study = new TinyStudy(folder).append("jobs.csv", "A,2001,13,-5");
        int port = free();
        String options = "-Dspark.ui.enabled=true -Dspark.metrics.conf=conf/metrics.properties -Dspark.ui.port=" + port;
        ProcessBuilder run = agglo(study, options);
        run.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Path log = folder.resolve("log.txt");
        List<String> scraped = new ArrayList<>();

        boolean seen = TestProcess.killed(run, log, () -> {
            scraped.addAll(scrape(port));
            return scraped.stream().anyMatch(line -> line.contains("_driver_agglo_stage_contracts_seconds"));
        });

        assertThat(seen).as(Files.readString(log)).isTrue();
        assertThat(value(scraped, "rows_in")).isEqualTo("91");
        assertThat(value(scraped, "rows_set_aside")).isEqualTo("1");
        assertThat(value(scraped, "source_jobs_rows_used")).isEqualTo("60");
        assertThat(value(scraped, "stage_read_seconds")).matches("\\d+\\.\\d+");
    }

    /** The last value of Agglo's metric. */
    private static String value(List<String> scraped, String metric) {
        Pattern line = Pattern.compile("metrics_\\S+_driver_agglo_" + metric + "_Value\\{[^}]*\\} (\\S+)");
        return scraped.stream()
                .map(line::matcher)
                .filter(found -> found.matches())
                .map(found -> found.group(1))
                .reduce("", (before, after) -> after);
    }

    private static List<String> scrape(int port) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/metrics/prometheus/"))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body().lines().toList() : List.of();
        } catch (IOException notYet) {
            return List.of();
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void theLogAsJsonSaysStagesRowsAndErrors() throws Exception {
        TinyStudy study =
                new TinyStudy(folder).says("log(pat) ~ log(lq) + gdp | region", "log(pat) ~ gdp | region^year");
        Path log = folder.resolve("log.txt");
        Process run = agglo(study, "-Dagglo.terminal=true", "--log-json")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile())
                .start();

        assertThat(run.waitFor()).as(Files.readString(log)).isEqualTo(4);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            if (!line.startsWith("NOTE: Picked up")) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("time").asText()).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z");
            assertThat(line.path("message").asText()).isNotEmpty();
        });
        JsonNode read = find(lines, "ends", "stage", "Read");
        assertThat(read.path("rows").asLong()).isEqualTo(90);
        assertThat(read.path("seconds").isDouble()).isTrue();
        JsonNode jobs = find(lines, "counted", "source", "jobs");
        assertThat(jobs.path("rows").asLong()).isEqualTo(60);
        assertThat(jobs.path("used").asLong()).isEqualTo(60);
        assertThat(find(lines, "fails", "stage", "Regressions").path("level").asText())
                .isEqualTo("ERROR");
        JsonNode last = lines.get(lines.size() - 1);
        assertThat(last.path("level").asText() + " " + last.path("event").asText() + " "
                        + last.path("command").asText())
                .isEqualTo("ERROR error run");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            check       | FOLDER/tiny.conf                                  | 2 | ends  | Check    | tiny.conf:2: data: There is no folder '/nowhere' here
            compare     | FOLDER FOLDER                                     | 2 | fails | Compare  | agglo: FOLDER
            store list  | FOLDER/tiny.conf                                  | 1 | fails | List     | agglo: FOLDER/tiny.conf names no store
            simulate    | conf/simulations/small.conf --out FOLDER/tiny.conf | 2 | fails | Simulate | agglo: Folder FOLDER/tiny.conf
            """)
    void everyCommandThatTakesTimeLogsAsJsonInOneShape(
            String command, String args, int code, String event, String stage, String error) throws Exception {
        new TinyStudy(folder).says("\"DATA\"", "\"/nowhere\"").file();
        String line = command + " --log-json " + args.replace("FOLDER", folder.toString());
        Path log = folder.resolve("log.txt");

        Process run = TestProcess.agglo(line.split(" "))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile())
                .start();

        assertThat(run.waitFor()).as(Files.readString(log)).isEqualTo(code);
        List<JsonNode> lines = new ArrayList<>();
        for (String one : Files.readAllLines(log)) {
            lines.add(new ObjectMapper().readTree(one));
        }
        assertThat(lines)
                .allSatisfy(one -> assertThat(one.path("command").asText()).isEqualTo(command));
        assertThat(find(lines, "begins", "stage", stage).path("level").asText()).isEqualTo("INFO");
        assertThat(find(lines, event, "stage", stage).path("study").asText()).isNotEmpty();
        assertThat(lines)
                .filteredOn(one -> one.path("event").asText().equals("error"))
                .extracting(one -> one.path("message").asText())
                .anyMatch(message -> message.contains(error.replace("FOLDER", folder.toString())));
    }

    private static JsonNode find(List<JsonNode> lines, String event, String key, String value) {
        return lines.stream()
                .filter(line -> line.path("event").asText().equals(event)
                        && line.path(key).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }
}
