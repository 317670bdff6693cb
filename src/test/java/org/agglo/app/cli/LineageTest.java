package org.agglo.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agglo.TestProcess;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of OpenLineage as a receiver gets them, and secrets, which reach neither them nor anything else. */
class LineageTest {
    private static final String CANARY = "CANARY-7f3a";

    /** What the spec requires of each facet that there is, besides who made it. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "processing_engine", List.of("version"),
            "errorMessage", List.of("message", "programmingLanguage"),
            "jobType", List.of("processingType", "integration"),
            "documentation", List.of("description"),
            "schema", List.of("fields"),
            "dataQualityMetrics", List.of("columnMetrics"),
            "outputStatistics", List.of());

    @TempDir
    private Path folder;

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final Semaphore begun = new Semaphore(0);
    private HttpServer server;
    private int answer = 201;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", exchange -> {
            received.add(new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes()));
            keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
            begun.release();
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void hangUp() {
        server.stop(0);
    }

    private int run(TinyStudy study, String... more) throws Exception {
        return start(study, more).waitFor();
    }

    private Process start(TinyStudy study, String... more) throws Exception {
        List<String> args = new ArrayList<>(
                List.of("run", study.file().toString(), "--out", study.out().toString()));
        args.addAll(List.of(more));
        ProcessBuilder process = TestProcess.agglo(args.toArray(String[]::new));
        process.environment()
                .put(
                        "OPENLINEAGE_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort());
        process.environment().put("OPENLINEAGE_API_KEY", CANARY + "-lineage");
        process.environment().put("OPENLINEAGE_NAMESPACE", "nightly");
        process.environment().put("DB_USER", CANARY + "-user");
        process.environment()
                .put(
                        "JDK_JAVA_OPTIONS",
                        "-Dspark.hadoop.fs.s3a.access.key=%s-access -Dspark.hadoop.fs.s3a.session.token=%1$s-session -Dspark.hadoop.%s=%s -Djdbc.drivers=%s"
                                .formatted(
                                        CANARY,
                                        CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH,
                                        keys(),
                                        TellingDriver.class.getName()));
        return process.redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    /** Hadoop's file of secrets: a database's password and an object store's key. */
    private String keys() throws IOException {
        Path file = folder.resolve("db/keys.jceks");
        Configuration hadoop = new Configuration();
        hadoop.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, "localjceks://file" + file);
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            CredentialProvider provider =
                    CredentialProviderFactory.getProviders(hadoop).get(0);
            provider.createCredentialEntry("db.password", (CANARY + "-password&%").toCharArray());
            provider.createCredentialEntry("fs.s3a.secret.key", (CANARY + "-s3").toCharArray());
            provider.flush();
        }
        return hadoop.get(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH);
    }

    /** A database whose login is secret. */
    private TinyStudy fromDatabase() throws Exception {
        TinyStudy study = new TinyStudy(folder).append("jobs.csv", "A,2001,13,-5");
        String url = "jdbc:h2:file:" + folder.resolve("db/firms");
        try (Connection db = DriverManager.getConnection(url, CANARY + "-user", CANARY + "-password&%");
                Statement statement = db.createStatement()) {
            statement.execute("create table controls as select * from csvread('%s')"
                    .formatted(study.data().resolve("controls.csv")));
        }
        return at(url, study);
    }

    private static TinyStudy at(String url, TinyStudy study) {
        return study.says(
                "path = \"controls.csv\"",
                "format = jdbc, database { url = \"%s\", table = controls, user-env = DB_USER, password-alias = db.password }"
                        .formatted(url));
    }

    @Test
    void aRunIsTwoEventsAndHoldsNoSecretAnywhere() throws Exception {
        TinyStudy study = fromDatabase();

        assertThat(run(study, "--verbose", "--log-json")).as(text("err.txt")).isZero();

        assertThat(received)
                .extracting(event -> event.path("eventType").asText())
                .containsExactly("START", "COMPLETE");
        assertThat(received).allSatisfy(LineageTest::isAnEvent);
        assertThat(keys).containsOnly("Bearer " + CANARY + "-lineage");
        List<String> file = Files.readAllLines(study.out().resolve("openlineage.jsonl"));
        assertThat(file).hasSize(2);
        assertThat(new ObjectMapper().readTree(file.get(1))).isEqualTo(received.get(1));
        JsonNode manifest =
                new ObjectMapper().readTree(study.out().resolve("manifest.json").toFile());
        assertThat(received)
                .extracting(event -> event.at("/run/runId").asText())
                .containsOnly(manifest.path("id").asText());
        assertThat(manifest.path("outputs").findValuesAsText("path")).doesNotContain("openlineage.jsonl");
        JsonNode complete = received.get(1);
        assertThat(complete.at("/job/namespace").asText()).isEqualTo("nightly");
        assertThat(complete.at("/job/name").asText()).isEqualTo("tiny");
        JsonNode jobs = complete.at("/inputs/0");
        assertThat(jobs.path("namespace").asText()).isEqualTo("file");
        assertThat(jobs.path("name").asText())
                .isEqualTo(study.data().resolve("jobs.csv").toString());
        assertThat(jobs.at("/inputFacets/dataQualityMetrics/rowCount").asLong()).isEqualTo(61);
        assertThat(jobs.at("/inputFacets/dataQualityMetrics/agglo_rowsSetAside").toString())
                .isEqualTo("{\"below minimum: jobs\":1}");
        assertThat(jobs.at("/facets/schema/fields/1").toString()).isEqualTo("{\"name\":\"year\",\"type\":\"integer\"}");
        assertThat(complete.at("/inputs/1/name").asText()).isEqualTo("controls");
        JsonNode made = complete.at("/outputs/0");
        assertThat(made.path("name").asText())
                .isEqualTo(study.out().resolve("panel.csv").toString());
        assertThat(made.at("/outputFacets/outputStatistics/rowCount").asLong()).isEqualTo(30);
        assertThat(made.at("/facets/schema/fields").findValuesAsText("name"))
                .startsWith("region", "year", "all", "mfg");
        for (String[] look : new String[][] {{"check"}, {"run", "--dry-run"}, {"run", "--dry-run", "--json"}}) {
            Files.writeString(folder.resolve(String.join("", look)), printed(study, look));
        }
        assertNoSecret();
    }

    private static String printed(TinyStudy study, String... command) throws IOException {
        StringWriter printed = new StringWriter();
        List<String> args = new ArrayList<>(List.of(command));
        args.add(study.file().toString());
        assertThat(Main.run(
                        new PrintWriter(printed, true), new PrintWriter(printed, true), args.toArray(String[]::new)))
                .as(printed.toString())
                .isZero();
        return printed.toString();
    }

    @Test
    void aFailedRunTellsWhyAndLeavesOldResultsAlone() throws Exception {
        TinyStudy study = at("jdbc:telling:db", new TinyStudy(folder));

        assertThat(run(study, "--verbose", "--log-json")).as(text("err.txt")).isEqualTo(3);

        assertThat(received)
                .extracting(event -> event.path("eventType").asText())
                .containsExactly("START", "FAIL");
        assertThat(received).allSatisfy(LineageTest::isAnEvent);
        assertThat(received.get(1).at("/run/facets/errorMessage/message").asText())
                .isEqualTo("Source controls: the database cannot be read (table controls): no login for *** with *** at"
                        + " jdbc:telling:db?user=***&password=***. Are the address, the account and the names right?");
        assertThat(study.out()).doesNotExist();
        assertThat(besides()).isEqualTo(List.copyOf(received));
        assertNoSecret();
    }

    /** The events in the file beside the results folder. */
    private List<JsonNode> besides() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("results.failed.openlineage.jsonl"))) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }

    @Test
    void aRunThatIsInterruptedSaysSoAndTheNextOneClearsThatAway() throws Exception {
        TinyStudy study = new TinyStudy(folder);
        Process run = start(study);
        assertThat(begun.tryAcquire(2, TimeUnit.MINUTES)).isTrue();

        run.destroy();

        assertThat(run.waitFor()).isEqualTo(143);
        assertThat(received)
                .extracting(event -> event.path("eventType").asText())
                .containsExactly("START", "ABORT");
        assertThat(received).allSatisfy(LineageTest::isAnEvent);
        assertThat(besides()).isEqualTo(List.copyOf(received));
        assertThat(study.out()).doesNotExist();

        assertThat(run(study)).as(text("err.txt")).isZero();

        assertThat(received.get(3).path("eventType").asText()).isEqualTo("COMPLETE");
        assertThat(folder.resolve("results.failed.openlineage.jsonl")).doesNotExist();
    }

    @Test
    void aReceiverThatRefusesIsAWarning() throws Exception {
        answer = 500;
        TinyStudy study = new TinyStudy(folder);

        assertThat(run(study)).isZero();

        assertThat(text("err.txt"))
                .contains("agglo: Warning: lineage was not sent: 127.0.0.1:%d answered 500. The run is not affected"
                        .formatted(server.getAddress().getPort()));
        assertThat(study.out().resolve("openlineage.jsonl")).exists();
        assertNoSecret();
    }

    /** What the spec asks of every event: these properties, and of every facet who made it and what it follows. */
    private static void isAnEvent(JsonNode event) {
        assertThat(event.path("eventType").asText()).isIn("START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER");
        assertThat(event.path("eventTime").asText()).matches("20\\d\\d-\\d\\d-\\d\\dT[\\d:.]+Z");
        assertThat(UUID.fromString(event.at("/run/runId").asText())).isNotNull();
        assertThat(event.at("/job/namespace").asText()).isNotEmpty();
        assertThat(event.at("/job/name").asText()).isNotEmpty();
        assertThat(event.path("producer").asText()).startsWith("https://");
        assertThat(event.path("schemaURL").asText())
                .isEqualTo("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
        for (JsonNode datasets : List.of(event.path("inputs"), event.path("outputs"))) {
            datasets.forEach(dataset -> {
                assertThat(dataset.path("namespace").asText()).isNotEmpty();
                assertThat(dataset.path("name").asText()).isNotEmpty();
            });
        }
        event.findValues("facets").forEach(LineageTest::areFacets);
        event.findValues("inputFacets").forEach(LineageTest::areFacets);
        event.findValues("outputFacets").forEach(LineageTest::areFacets);
    }

    private static void areFacets(JsonNode facets) {
        facets.properties().forEach(named -> {
            assertThat(REQUIRED).containsKey(named.getKey());
            JsonNode facet = named.getValue();
            REQUIRED.get(named.getKey())
                    .forEach(field -> assertThat(facet.hasNonNull(field))
                            .as(facet.toString())
                            .isTrue());
            facet.path("fields")
                    .forEach(field -> assertThat(field.path("name").asText()).isNotEmpty());
            assertThat(facet.path("_producer").asText()).startsWith("https://");
            assertThat(facet.path("_schemaURL").asText())
                    .matches("https://openlineage\\.io/spec/facets/\\d-\\d-\\d/(\\w+)\\.json#/\\$defs/\\1");
        });
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** Every byte that the run left or sent, but for the options that this test gave, which Java itself repeats. */
    private void assertNoSecret() throws IOException {
        assertThat(received.toString()).doesNotContain(CANARY);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(folder.resolve("db")))
                    .toList()) {
                String text = new String(Files.readAllBytes(file), UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS"))
                        .reduce("", (before, line) -> before + "\n" + line);
                assertThat(text).as(file.toString()).doesNotContain(CANARY);
            }
        }
    }
}
