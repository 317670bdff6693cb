package org.agglo.ingest;

import java.util.List;

/**
 * Cells that the publisher withholds and writes as zero: where {@code column} holds one of {@code codes}, the {@code
 * fields} are null, whatever the file says. Suppressed is not zero.
 */
public record Suppression(String column, List<String> codes, List<String> fields) {
    public Suppression {
        codes = List.copyOf(codes);
        fields = List.copyOf(fields);
    }
}
