package org.agglo.ingest;

import java.util.List;
import java.util.stream.Stream;

/**
 * Cells that the publisher withholds and writes as zero: where {@code column} holds one of {@code codes}, the {@code
 * fields} are null, whatever the file says. Suppressed is not zero.
 *
 * @param also further rules, for fields that another column, or fewer codes, withhold; a field that several rules name is
 *     withheld where any of them says so
 */
public record Suppression(String column, List<String> codes, List<String> fields, List<Suppression> also) {
    public Suppression {
        codes = List.copyOf(codes);
        fields = List.copyOf(fields);
        also = List.copyOf(also);
    }

    /** One rule alone. */
    public Suppression(String column, List<String> codes, List<String> fields) {
        this(column, codes, fields, List.of());
    }

    /** This rule and the further ones. */
    List<Suppression> rules() {
        return Stream.concat(Stream.of(this), also.stream()).toList();
    }
}
