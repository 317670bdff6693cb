package org.agglo.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.ingest.csv.CsvReader;

/**
 * How text files are written.
 *
 * @param delimiter one character between cells
 * @param quote around cells that hold a delimiter or a line end: {@code "} or {@code '}; {@link CsvReader#NO_QUOTE} if
 *     none are quoted
 * @param encoding a Java charset name; a byte-order mark at the start of a file wins over it
 * @param aliases header to other headers of the same column, in files of other vintages; of any format
 */
public record Csv(char delimiter, char quote, String encoding, Map<String, List<String>> aliases) {
    public Csv {
        aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    }

    /** No aliases. */
    public Csv(char delimiter, char quote, String encoding) {
        this(delimiter, quote, encoding, Map.of());
    }

    /** Double quotes. */
    public Csv(char delimiter, String encoding) {
        this(delimiter, '"', encoding);
    }

    /** Commas, double quotes, UTF-8. */
    public static Csv standard() {
        return new Csv(',', "UTF-8");
    }
}
