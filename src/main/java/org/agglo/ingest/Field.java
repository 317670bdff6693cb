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
 * @param extraction how its text is taken from a record, if it is not one cell as it stands
 */
public record Field(
        String name,
        String from,
        FieldType type,
        boolean required,
        double min,
        double max,
        List<String> allowed,
        List<String> missing,
        Extraction extraction) {
    public Field {
        allowed = List.copyOf(allowed);
        missing = List.copyOf(missing);
    }

    /** One cell as it stands. */
    public Field(
            String name,
            String from,
            FieldType type,
            boolean required,
            double min,
            double max,
            List<String> allowed,
            List<String> missing) {
        this(name, from, type, required, min, max, allowed, missing, Extraction.NONE);
    }

    /** Whether it is one cell as it stands, numbers written as 1234.5. */
    public boolean isPlain() {
        return extraction.equals(Extraction.NONE);
    }

    /** The headers it is taken from. */
    List<String> headers() {
        if (extraction.path().isPresent()) {
            return List.of(PathValues.header(extraction.path().get()));
        }
        return extraction.headers().isEmpty() ? List.of(from) : extraction.headers();
    }
}
