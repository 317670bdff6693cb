package org.agglo.ingest;

import java.util.List;
import java.util.Optional;

/**
 * How a column's text is taken from a record where it is not one cell as it stands. In this order: the cells are joined,
 * the number or the flag is taken, lost zeros are put back, the length is checked, characters are cut out, the prefix is put before them.
 *
 * @param headers the headers of the cells that are joined, two or more; empty for the field's own. If one is blank, so is
 *     the whole
 * @param path a regular expression whose first group in the file's path, below the data folder, is the text; then there
 *     is no cell
 * @param piece which piece of a cell with a number and a flag
 * @param length characters that the text must have before it is cut; 0 for any number
 * @param pad whether digits that are fewer than {@code length} get zeros before them
 * @param start the first character to cut out, from 1; negative counts from the end; 0 for all of them
 * @param count how many characters to cut out
 * @param prefix put before the text
 * @param numerals how numbers are written in it
 */
public record Extraction(
        List<String> headers,
        Optional<String> path,
        Piece piece,
        int length,
        boolean pad,
        int start,
        int count,
        String prefix,
        Numerals numerals) {
    /** One cell as it stands. */
    public static final Extraction NONE =
            new Extraction(List.of(), Optional.empty(), Piece.ALL, 0, false, 0, 0, "", Numerals.PLAIN);

    /** What of a cell is meant that may hold a number and a flag behind a blank, such as {@code 12.5 b}. */
    public enum Piece {
        ALL,
        /** The number, or the colon that stands for none. */
        NUMBER,
        /** What follows the number or the colon: letters and signs, no digits. */
        FLAG
    }

    public Extraction {
        headers = List.copyOf(headers);
    }

    /** The same with numbers written so. */
    public Extraction with(Numerals other) {
        return new Extraction(headers, path, piece, length, pad, start, count, prefix, other);
    }

    /** Whether fewer digits than the length may be a code that lost its zeros: not where each of several cells may have. */
    boolean tellsLostZeros() {
        return length > 1 && headers.isEmpty();
    }

    /** How many characters the text must have for the cut. */
    int reach() {
        return start < 0 ? -start : start == 0 ? 0 : start + count - 1;
    }
}
