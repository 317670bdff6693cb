package org.agglo.ingest;

/** What happens to rows that share a key: the read is refused, or the first is used and later ones are set aside. */
public enum Duplicates {
    REFUSE,
    FIRST
}
