package org.agglo.store;

import java.util.List;
import org.agglo.ingest.InputFile;

/**
 * One file whose contribution the store holds.
 *
 * @param source the study's name of its source
 * @param file its path below the data folder
 * @param location its whole address
 * @param modified when it was last changed, in milliseconds since 1970
 * @param sha256 its checksum in hexadecimal
 * @param declaration a checksum of all else that its contribution depends on
 * @param partial the name under which its contribution stands in the store
 * @param met the contributions of files that it shares keys with; it holds only together with them
 * @param low the least value of each whole-number column of the key
 * @param high the greatest value of each
 */
public record Entry(
        String source,
        String file,
        String location,
        long bytes,
        long modified,
        String sha256,
        String declaration,
        String partial,
        List<String> met,
        List<Long> low,
        List<Long> high) {
    public Entry {
        met = List.copyOf(met);
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    /** The same contribution, of a file that only looks changed. */
    Entry seenAt(InputFile now) {
        return new Entry(
                source, file, now.location(), bytes, now.modified(), sha256, declaration, partial, met, low, high);
    }

    /** Whether place, size and time are those of the file as it was. */
    boolean looksLike(InputFile now) {
        return location.equals(now.location()) && bytes == now.bytes() && modified == now.modified();
    }

    /** The file as it was. */
    public InputFile asFile() {
        return new InputFile(file, location, bytes, modified);
    }

    /** Whether it may have a key in common with a file of such a range. */
    boolean overlaps(KeyRange other) {
        for (int i = 0; i < low.size(); i++) {
            if (low.get(i) > other.high().get(i) || other.low().get(i) > high.get(i)) {
                return false;
            }
        }
        return true;
    }
}
