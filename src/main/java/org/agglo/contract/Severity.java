package org.agglo.contract;

/** What a broken contract means. */
public enum Severity {
    /** It is said, in the report and where warnings are. */
    WARN,
    /** The run stops: bad data. */
    ERROR
}
