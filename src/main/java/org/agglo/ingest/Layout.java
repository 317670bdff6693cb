package org.agglo.ingest;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a text file's records are laid out, where not one row each with a name over every cell.
 *
 * @param composite what separates the names in the first header, and the codes in the first cell below it, as in {@code
 *     freq,unit,geo\TIME_PERIOD}; what follows the last name's backslash names the columns to the right and is left out
 * @param wide cells side by side that become rows
 */
public record Layout(Optional<String> composite, Optional<Wide> wide) {
    /** One row a record, a name over every cell. */
    public static final Layout PLAIN = new Layout(Optional.empty(), Optional.empty());

    /**
     * Each cell below a header that matches becomes a row of its own.
     *
     * @param headers a regular expression that whole headers match
     * @param names the header of a new column with those headers
     * @param values the header of a new column with the cells
     */
    public record Wide(String headers, String names, String values) {
        /** Whether the cells below that header become rows. */
        public boolean matches(String header) {
            return Pattern.matches(headers, header);
        }
    }

    /** Whether a record is one row, with a name over every cell. */
    public boolean isPlain() {
        return equals(PLAIN);
    }
}
