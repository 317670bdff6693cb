package org.agglo.ingest;

/** What the cells of a declared column hold: text as it stands, a whole number, or a decimal number. */
public enum FieldType {
    TEXT,
    INTEGER,
    NUMBER
}
