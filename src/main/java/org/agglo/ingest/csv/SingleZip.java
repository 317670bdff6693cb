package org.agglo.ingest.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;
import org.agglo.spark.DataException;
import org.apache.hadoop.fs.FSDataInputStream;

/** A zip archive with one file in it, as statistical offices ship large tables; archives with more are refused. */
final class SingleZip {
    /** What the archive's first four bytes are. */
    static final String MARK = "PK\u0003\u0004";

    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    /** The directory's number of files where it is too large for two bytes, or left to a later part of the directory. */
    private static final int ELSEWHERE = 0xFFFF;

    private SingleZip() {}

    /**
     * Looks at the archive's directory, which is its end.
     *
     * @throws DataException if it names more than one file; then the line that unpacks it is told
     */
    static void require(CsvInput file, FSDataInputStream in) throws IOException {
        int length = (int) Math.min(file.bytes(), END_BYTES + LONGEST_COMMENT);
        byte[] end = new byte[length];
        in.readFully(file.bytes() - length, end);
        for (int i = length - END_BYTES; i >= 0; i--) {
            if (end[i] == 'P' && end[i + 1] == 'K' && end[i + 2] == 5 && end[i + 3] == 6) {
                int files = (end[i + 10] & 0xFF) | (end[i + 11] & 0xFF) << 8;
                if (files > 1 && files != ELSEWHERE) {
                    throw several(file, Integer.toString(files));
                }
                return;
            }
        }
        throw new DataException(
                "%s is a zip archive without its end. Is it cut off or still being copied? Copy it again."
                        .formatted(file.path()));
    }

    private static DataException several(CsvInput file, String files) {
        String name = Path.of(file.path()).getFileName().toString();
        String folder = name.replaceFirst("(?i)\\.zip$", "");
        return new DataException("%s holds %s files; one is read as it is. Unpack it, with: unzip %s -d %s"
                .formatted(file.path(), files, name, folder));
    }

    /** The bytes of the archive's file. */
    static InputStream open(CsvInput file, InputStream in) throws IOException {
        var zip = new ZipInputStream(in);
        if (zip.getNextEntry() == null) {
            zip.close();
            throw new IOException("the zip archive holds no file");
        }
        return new FilterInputStream(zip) {
            private boolean ended;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = ended ? -1 : zip.read(into, offset, length);
                if (count < 0 && !ended) {
                    ended = true;
                    if (zip.getNextEntry() != null) {
                        throw several(file, "several");
                    }
                }
                return count;
            }
        };
    }
}
