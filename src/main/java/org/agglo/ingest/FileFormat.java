package org.agglo.ingest;

/** What a source's files are. */
public enum FileFormat {
    CSV,
    JSON,
    ORC,
    PARQUET
}
