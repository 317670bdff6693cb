package org.agglo.ingest.csv;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * A file whose header has been read.
 *
 * @param codec class name of the codec that packed it, null for none
 * @param cells how many cells the header has, and so each record
 * @param places for each wanted column its place in the record, −1 if the folders' names give it
 * @param folders for each wanted column the value that the folders' names give, else null
 * @param dataOffset where the scanned bytes (past the byte-order mark) have the first record, and on which line
 * @param hasRecords whether there is any record behind the header
 */
record CsvFile(
        CsvInput input,
        String codec,
        Encoding encoding,
        char delimiter,
        char quote,
        int cells,
        List<Integer> places,
        List<String> folders,
        long dataOffset,
        long dataLine,
        boolean hasRecords)
        implements Serializable {
    CsvFile {
        places = new ArrayList<>(places);
        folders = new ArrayList<>(folders);
    }

    Charset charset() {
        return encoding.scanned();
    }

    /** The length of the scanned bytes, if that is known without scanning. */
    long scannedBytes() {
        return input.bytes() - encoding.mark();
    }

    /** Whether a scan may start at any record. */
    boolean splittable() {
        return codec == null && encoding.direct() && String.valueOf(delimiter).getBytes(charset()).length == 1;
    }
}
