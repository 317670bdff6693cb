package org.agglo.ingest;

/** What a source's files are, or that it is a table in a database. */
public enum FileFormat {
    CSV,
    JDBC,
    JSON,
    ORC,
    PARQUET
}
