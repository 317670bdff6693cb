package org.agglo.app.study;

import java.util.Optional;
import java.util.regex.Pattern;
import org.agglo.ingest.Database;

/** Reads {@code database}, from which a source with {@code format = jdbc} comes. */
final class DatabaseReader {
    /** What would be a login in the address: as a parameter, or before the host. */
    private static final Pattern LOGIN =
            Pattern.compile("(?i)[;?&,(:][^=;?&,()]*(?:user|uid|pass(?:word|wd|code|phrase)|pwd|secret|token"
                    + "|credential|(?:api|access|account|private|shared)[-_]?key)[^=;?&,()]*=|[^:/]@");

    /** Parameters by which drivers load classes, run scripts, or read and write files. */
    private static final Pattern POWER = Pattern.compile("(?i)[;?&,(:]\\s*(?:init|[^=;?&,()]*"
            + "(?:factory|class|interceptor|plugin|transform|script|deserializ|infile|jndi|ldap|logger|trace|handler)"
            + "[^=;?&,()]*)\\s*=");

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_$]*)*");
    private static final Pattern SELECT = Pattern.compile("(?is)\\s*(?:select|with)\\b[^;]*");

    private DatabaseReader() {}

    /** The database; reports one where there should be none, and none where there should be one. */
    static Optional<Database> read(Node source) {
        boolean jdbc = source.text("format").equals("jdbc");
        if (jdbc && !source.has("database")) {
            source.problem("database", "Missing; format = jdbc reads from one");
        } else if (!jdbc && source.has("database")) {
            source.problem("database", "Is read with format = jdbc only");
        }
        if (jdbc && source.has("path")) {
            source.problem("path", "A database has no path; its table or query stands in 'database'");
        } else if (!jdbc && !source.has("path") && !source.faulty("path")) {
            source.problem("path", "Missing; it must be given, as in: path = \"employment\"");
        }
        return source.child("database").map(DatabaseReader::database);
    }

    private static Database database(Node node) {
        if (LOGIN.matcher(node.text("url")).find()) {
            node.problem("url", "Holds a login; leave it out, and say where it is kept with user-env and password-env");
        }
        if (POWER.matcher(node.text("url")).find()) {
            node.problem("url", "Has the driver load classes, run scripts or open files, which a study file cannot");
        }
        if (!node.text("url").isEmpty() && !node.text("url").startsWith("jdbc:")) {
            node.problem("url", "Does not begin with jdbc:");
        }
        if (node.has("table") == node.has("query")) {
            node.problem("table", "Say either a table or a query");
        }
        name(node, "table");
        if (node.has("query") && !SELECT.matcher(node.text("query")).matches()) {
            node.problem("query", "Expected one SELECT, without ';'");
        }
        return new Database(
                node.text("url"),
                node.maybe("table"),
                node.maybe("query"),
                secret(node, "user-env", "user-alias"),
                secret(node, "password-env", "password-alias"),
                node.child("parts").map(DatabaseReader::parts),
                node.whole("fetch").orElse(1));
    }

    /** A plain name cannot smuggle anything into a statement. */
    private static void name(Node node, String key) {
        if (node.has(key) && !NAME.matcher(node.text(key)).matches()) {
            node.problem(key, "Expected a plain name, as in schema.employment; a query can say anything else");
        }
    }

    private static Optional<Database.Secret> secret(Node node, String variable, String alias) {
        if (node.has(variable) && node.has(alias)) {
            node.problem(alias, "There is '%s' too; say one of them".formatted(variable));
        }
        return node.maybe(variable)
                .map(name -> new Database.Secret(name, false))
                .or(() -> node.maybe(alias).map(name -> new Database.Secret(name, true)));
    }

    private static Database.Parts parts(Node node) {
        name(node, "column");
        long from = node.whole("from").orElse(0);
        long to = node.whole("to").orElse(0);
        if (from >= to) {
            node.problem("to", "Is not above 'from'");
        }
        return new Database.Parts(
                node.text("column"), from, to, node.whole("count").orElse(1));
    }
}
