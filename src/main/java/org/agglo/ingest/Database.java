package org.agglo.ingest;

import java.util.Optional;

/**
 * A table in a database, or what a query gives.
 *
 * @param url JDBC's, without user and password
 * @param table a plain name, schema and all; empty if there is a query
 * @param query one SELECT; empty if there is a table
 * @param user the environment variable, or the alias in Hadoop's credential providers, that holds the user's name
 * @param password the same for the password
 * @param parts how to read it in parts at once; empty for one
 * @param fetch rows to fetch at a time
 */
public record Database(
        String url,
        Optional<String> table,
        Optional<String> query,
        Optional<Secret> user,
        Optional<Secret> password,
        Optional<Parts> parts,
        int fetch) {
    /**
     * Where a secret is kept; never the secret itself.
     *
     * @param isAlias whether the name is an alias in Hadoop's credential providers, else an environment variable
     */
    public record Secret(String name, boolean isAlias) {}

    /** Equal ranges of a whole-number column; the first and the last are open, so that no row is left out. */
    public record Parts(String column, long from, long to, int count) {}

    /** What messages and rejects call it. */
    String shown() {
        return table.map(name -> "table " + name).orElse("query");
    }
}
