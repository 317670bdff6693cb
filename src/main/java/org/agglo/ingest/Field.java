package org.agglo.ingest;

import java.util.List;

/**
 * One declared column of a source.
 *
 * @param name what the study calls it
 * @param from the header in the file; the name itself unless told
 * @param required whether an empty cell sets the row aside; else it becomes null
 * @param min least value allowed, −∞ for none; numbers only
 * @param max greatest value allowed, +∞ for none; numbers only
 * @param allowed the only values allowed; empty for any
 * @param missing texts that mean an empty cell, beside the empty text itself
 */
public record Field(
        String name,
        String from,
        FieldType type,
        boolean required,
        double min,
        double max,
        List<String> allowed,
        List<String> missing) {
    public Field {
        allowed = List.copyOf(allowed);
        missing = List.copyOf(missing);
    }
}
