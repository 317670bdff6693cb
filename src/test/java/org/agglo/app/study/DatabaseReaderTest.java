package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.agglo.ingest.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a study says of a database. */
class DatabaseReaderTest {
    private static final String COLUMNS = "columns { jobs { type = number } }";

    @TempDir
    Path data;

    @Test
    void readsAll() {
        Database database = Reading.of(data, """
                        format = jdbc, columns { jobs { type = number } }
                        database {
                          url = "jdbc:h2:mem:x", table = public.jobs, user-env = DB_USER, password-alias = db.password
                          parts { column = id, from = 1, to = 100, count = 4 }
                        }
                        """).source().database().orElseThrow();
        assertThat(database)
                .isEqualTo(new Database(
                        "jdbc:h2:mem:x",
                        Optional.of("public.jobs"),
                        Optional.empty(),
                        Optional.of(new Database.Secret("DB_USER", false)),
                        Optional.of(new Database.Secret("db.password", true)),
                        Optional.of(new Database.Parts("id", 1, 100, 4)),
                        10_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "\"jdbc:pg://h/d?user=a&password=b\", table = t!database.url: Holds a login; leave it out, and say where it is kept with user-env and password-env",
                "\"jdbc:pg://a:b@h/d\", table = t!database.url: Holds a login; leave it out, and say where it is kept with user-env and password-env",
                "\"jdbc:oracle:thin:scott/tiger@h:1521/d\", table = t!database.url: Holds a login; leave it out, and say where it is kept with user-env and password-env",
                "\"pg://h/d\", table = t!database.url: Does not begin with jdbc:",
                "\"jdbc:pg://h/d\", table = \"t; DROP TABLE u\"!database.table: Expected a plain name, as in schema.employment; a query can say anything else",
                "\"jdbc:pg://h/d\", query = \"DELETE FROM t\"!database.query: Expected one SELECT, without ';'",
                "\"jdbc:pg://h/d\", query = \"SELECT 1; DROP TABLE t\"!database.query: Expected one SELECT, without ';'",
                "\"jdbc:pg://h/d\"!database.table: Say either a table or a query",
                "\"jdbc:pg://h/d\", table = t, user-env = A, user-alias = b!database.user-alias: There is 'user-env' too; say one of them",
                "\"jdbc:pg://h/d\", table = t, parts { column = \"a b\", from = 1, to = 9, count = 2 }!database.parts.column: Expected a plain name, as in schema.employment; a query can say anything else",
                "\"jdbc:pg://h/d\", table = t, parts { column = id, from = 9, to = 9, count = 2 }!database.parts.to: Is not above 'from'"
            })
    void refuses(String settings, String problem) {
        assertThat(Reading.of(data, "format = jdbc, database { url = %s }, %s".formatted(settings, COLUMNS))
                        .problems())
                .containsExactly(problem);
    }

    @Test
    void addressesWithoutALoginAreGood() {
        for (String url : new String[] {
            "jdbc:oracle:thin:@//h:1521/d",
            "jdbc:h2:mem:x;DB_CLOSE_DELAY=-1",
            "jdbc:pg://token.example.org/users?ssl=true",
            "jdbc:sqlserver://h:1;databaseName=passwords;encrypt=true"
        }) {
            String source = "format = jdbc, database { url = \"%s\", table = t }, %s".formatted(url, COLUMNS);
            assertThat(Reading.of(data, source).problems()).isEmpty();
        }
    }

    @Test
    void filesHaveAPathAndDatabasesHaveNone() {
        assertThat(Reading.of(data, COLUMNS).problems())
                .containsExactly("path: Missing; it must be given, as in: path = \"employment\"");
        assertThat(Reading.of(data, "path = x, database { url = \"jdbc:x\", table = t }, " + COLUMNS)
                        .problems())
                .containsExactly("database: Is read with format = jdbc only");
        assertThat(Reading.of(data, "path = x, format = jdbc, " + COLUMNS).problems())
                .containsExactlyInAnyOrder(
                        "path: A database has no path; its table or query stands in 'database'",
                        "database: Missing; format = jdbc reads from one");
    }
}
