package org.agglo.ingest.csv;

/** What ends a cell. */
enum Stop {
    DELIMITER,
    LINE_END,
    FILE_END
}
