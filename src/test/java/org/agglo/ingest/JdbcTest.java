package org.agglo.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.TestSpark;
import org.agglo.spark.DataException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table and a query in an embedded database. */
class JdbcTest {
    private static final String URL = "jdbc:h2:mem:employment";
    private static final String SECRET = "s3cret-Pass";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("DB_USER", "reader", "DB_PASSWORD", SECRET, "WRONG", "0ther-Pass");

    @TempDir
    Path folder;

    private Connection open;

    @BeforeEach
    void makeTable() throws SQLException {
        open = DriverManager.getConnection(URL, "reader", SECRET);
        try (var statement = open.createStatement()) {
            statement.execute(
                    "CREATE TABLE jobs (id INT, region VARCHAR(9), since DATE, jobs DECIMAL(9, 1), note BLOB)");
            statement.execute("INSERT INTO jobs SELECT x, 'r' || MOD(x, 3), DATE '2005-01-01', x / 2.0, NULL FROM"
                    + " SYSTEM_RANGE(1, 10)");
            statement.execute("INSERT INTO jobs VALUES (99, NULL, NULL, -1, NULL), (NULL, 'r9', NULL, 5, NULL)");
        }
    }

    @AfterEach
    void dropTable() throws SQLException {
        open.close();
    }

    @Test
    void readsATableWholeOrInParts() {
        Dataset<Row> whole = read(table("jobs", Optional.empty())).rows();
        assertThat(whole.select("c0", "c1", "c2", "_file", "_row").collectAsList())
                .hasSize(12)
                .extracting(row -> row.mkString("|"))
                .startsWith("null|r9|5.0|table jobs|1", "1|r1|0.5|table jobs|2")
                .endsWith("99|null|-1.0|table jobs|12");
        Dataset<Row> parts = read(table("jobs", Optional.of(new Database.Parts("id", 1, 9, 3))))
                .rows();
        assertThat(parts.select("c0", "_file", "_row").collectAsList())
                .hasSize(12)
                .extracting(row -> row.mkString("|"))
                .contains("null|table jobs, part 1|1", "99|table jobs, part 3|6");
        assertThat(parts.rdd().getNumPartitions()).isEqualTo(3);
    }

    @Test
    void judgesItsRows() {
        Source source = source(table("jobs", Optional.empty()));
        Dataset<Row> rows = Checks.apply(source, read(source));
        assertThat(rows.collectAsList())
                .filteredOn(row -> row.getAs("_reason") != null)
                .extracting(row -> row.getAs("_reason") + " " + row.getAs("_raw"))
                .containsExactly(
                        "missing id {\"id\":null,\"region\":\"r9\",\"jobs\":5.0}",
                        "missing region {\"id\":99,\"region\":null,\"jobs\":-1.0}");
    }

    @Test
    void readsAQueryAndDaysAsText() {
        Database query = new Database(
                URL,
                Optional.empty(),
                Optional.of("SELECT id, region, since AS jobs FROM jobs WHERE id < 3"),
                secret("DB_USER"),
                secret("DB_PASSWORD"),
                Optional.empty(),
                100);
        assertThat(read(query).rows().select("c0", "c2", "_file").collectAsList())
                .extracting(row -> row.mkString("|"))
                .containsExactly("1|2005-01-01|query", "2|2005-01-01|query");
    }

    @Test
    void neverTellsASecret() {
        RawTable table = read(table("jobs", Optional.empty()));
        assertThat(table.rows().queryExecution().toString() + table.rows().schema())
                .doesNotContain(SECRET)
                .doesNotContain("reader");
        Database wrong = new Database(
                URL, Optional.of("jobs"), Optional.empty(), secret("DB_USER"), secret("WRONG"), Optional.empty(), 100);
        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(DataException.class)
                .hasNoCause()
                .hasMessageStartingWith("Source firms: the database cannot be read (table jobs): ")
                .hasMessageEndingWith("Are the address, the account and the names right?")
                .hasMessageNotContaining("0ther-Pass");
        var secrets = new Secrets(new Configuration(), ENVIRONMENT::get);
        secrets.of(new Database.Secret("DB_PASSWORD", false));
        assertThat(secrets.without("login with " + SECRET + " failed")).isEqualTo("login with *** failed");
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> read(new Database(
                        URL,
                        Optional.of("jobs"),
                        Optional.empty(),
                        secret("NOWHERE"),
                        secret("DB_PASSWORD"),
                        Optional.empty(),
                        100)))
                .hasMessage("The environment variable NOWHERE is not set. Set it where the command is given.");
        Source other = Declared.at("").text("firm").source();
        assertThatThrownBy(() -> read(with(other, table("jobs", Optional.empty()))))
                .hasMessage(
                        "The table jobs has no column firm; it has ID, REGION, SINCE, JOBS, NOTE. Say in the study which of"
                                + " these is meant, with from = \"…\".");
        Source blob = Declared.at("").text("note").source();
        assertThatThrownBy(() -> read(with(blob, table("jobs", Optional.empty()))))
                .hasMessage(
                        "The table jobs: column NOTE holds binary, which is neither number nor text. Leave it out, or"
                                + " convert it in a query.");
        assertThatThrownBy(() -> read(new Database(
                        "jdbc:nosuch://host/db",
                        Optional.of("jobs"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        100)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Put the database's driver on the class path");
    }

    @Test
    void takesSecretsFromHadoopsCredentialProviders() throws Exception {
        Configuration hadoop = new Configuration();
        hadoop.set(
                CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH,
                "localjceks://file" + folder.resolve("secrets.jceks").toAbsolutePath());
        var provider = CredentialProviderFactory.getProviders(hadoop).get(0);
        provider.createCredentialEntry("db.password", SECRET.toCharArray());
        provider.flush();
        var secrets = new Secrets(hadoop, name -> null);
        assertThat(secrets.of(new Database.Secret("db.password", true))).isEqualTo(SECRET);
        assertThatThrownBy(() -> secrets.of(new Database.Secret("db.user", true)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Hadoop's credential providers (hadoop.security.credential.provider.path) have no alias db.user.");
    }

    private static Database table(String name, Optional<Database.Parts> parts) {
        return new Database(
                URL, Optional.of(name), Optional.empty(), secret("DB_USER"), secret("DB_PASSWORD"), parts, 100);
    }

    private static Optional<Database.Secret> secret(String variable) {
        return Optional.of(new Database.Secret(variable, false));
    }

    private static Source source(Database database) {
        return with(
                Declared.at("")
                        .with(Declared.field("id", FieldType.INTEGER, true))
                        .with(Declared.field("region", FieldType.TEXT, true))
                        .number("jobs")
                        .source(),
                database);
    }

    private static Source with(Source source, Database database) {
        return new Source(
                source.name(),
                "",
                FileFormat.JDBC,
                source.csv(),
                Layout.PLAIN,
                Optional.of(database),
                source.fields(),
                List.of(),
                source.duplicates(),
                source.where(),
                source.suppressed());
    }

    private static RawTable read(Database database) {
        return read(source(database));
    }

    private static RawTable read(Source source) {
        return JdbcTable.read(TestSpark.session(), source, ENVIRONMENT::get);
    }
}
