package org.agglo.spark;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FSError;

/** What a failed write means to whoever asked for it. */
public final class WriteFailure {
    private static final List<String> FORBIDDEN =
            List.of("permission denied", "cannot be made", "mkdirs failed", "read-only", "not a directory");

    private WriteFailure() {}

    /** The stream, with {@link IOException} where Hadoop's local files throw an error: a full disk is to be reported too. */
    public static OutputStream reported(OutputStream out) {
        return new Reported(out);
    }

    private static final class Reported extends FilterOutputStream {
        Reported(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (FSError e) {
                throw new IOException(e.getCause().getMessage(), e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (FSError e) {
                throw new IOException(e.getCause().getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (FSError e) {
                throw new IOException(e.getCause().getMessage(), e);
            }
        }
    }

    /**
     * The file system's reason, and a way out where there is a usual one.
     *
     * @param elsewhere what to choose instead, such as {@code another --out}
     */
    public static String reason(IOException failure, String elsewhere) {
        String reason = FirstLine.of(failure);
        String lower = reason.toLowerCase(Locale.ROOT);
        if (isFull(lower)) {
            return reason + "; free some space, or choose " + elsewhere + ". What stood there before is as it was";
        }
        return FORBIDDEN.stream().anyMatch(lower::contains)
                ? "%s; choose %s, one that you may write to".formatted(reason, elsewhere)
                : reason;
    }

    /** Whether a disk was full, or a quota used up, wherever in the chain of causes that is said. */
    public static boolean noSpace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && isFull(cause.getMessage().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFull(String lower) {
        return lower.contains("no space left") || (lower.contains("quota") && lower.contains("exceeded"));
    }
}
