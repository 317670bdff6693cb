package org.agglo.app.study;

import java.util.List;

/** Settings of a source that comes from a database. */
final class DatabaseSettings {
    private static final String DATABASE = "sources.<source>.database";
    private static final double MOST = Integer.MAX_VALUE;

    static final List<Setting> ALL = List.of(
            Setting.of(
                    DATABASE,
                    Kind.GROUP,
                    "{ url = \"jdbc:postgresql://host/db\", table = employment, password-env = DB_PASSWORD }",
                    "Where the rows are, with format = jdbc. The driver must be on the class path (AGGLO_CLASSPATH). The"
                            + " table must not change while it is read."),
            Setting.of(
                            DATABASE + ".url",
                            Kind.TEXT,
                            "\"jdbc:postgresql://host/db\"",
                            "The database's JDBC address, without user and password.")
                    .must(),
            Setting.of(
                    DATABASE + ".table",
                    Kind.TEXT,
                    "public.employment",
                    "The table or view, with its schema if need be."),
            Setting.of(
                    DATABASE + ".query",
                    Kind.TEXT,
                    "\"SELECT region, jobs FROM employment WHERE year > 2000\"",
                    "One SELECT in place of a table."),
            Setting.of(
                    DATABASE + ".user-env",
                    Kind.TEXT,
                    "DB_USER",
                    "The environment variable that holds the user's name."),
            Setting.of(
                    DATABASE + ".password-env",
                    Kind.TEXT,
                    "DB_PASSWORD",
                    "The environment variable that holds the password. No file of the results holds it."),
            Setting.of(
                    DATABASE + ".user-alias",
                    Kind.TEXT,
                    "db.user",
                    "In place of user-env, the user's alias in Hadoop's credential providers."),
            Setting.of(
                    DATABASE + ".password-alias",
                    Kind.TEXT,
                    "db.password",
                    "In place of password-env, the password's alias in Hadoop's credential providers."),
            Setting.of(DATABASE + ".fetch", Kind.WHOLE, "50000", "Rows to fetch at a time.")
                    .or("10000")
                    .within(1, 1_000_000),
            Setting.of(
                    DATABASE + ".parts",
                    Kind.GROUP,
                    "{ column = id, from = 1, to = 8000000, count = 8 }",
                    "Reads several ranges of a column at once; rows beyond the bounds belong to the first and the last."),
            Setting.of(DATABASE + ".parts.column", Kind.TEXT, "id", "A column of whole numbers.")
                    .must(),
            Setting.of(DATABASE + ".parts.from", Kind.WHOLE, "1", "About its least value.")
                    .must()
                    .within(-MOST, MOST),
            Setting.of(DATABASE + ".parts.to", Kind.WHOLE, "8000000", "About its greatest value.")
                    .must()
                    .within(-MOST, MOST),
            Setting.of(DATABASE + ".parts.count", Kind.WHOLE, "8", "How many ranges.")
                    .must()
                    .within(1, 1000));

    private DatabaseSettings() {}
}
