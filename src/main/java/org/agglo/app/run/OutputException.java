package org.agglo.app.run;

import java.io.IOException;
import java.util.Locale;

/** The results cannot be written. The message says where, why, and what to do next. */
public final class OutputException extends RuntimeException {
    OutputException(String message) {
        super(message);
    }

    private OutputException(String message, Throwable cause) {
        super(message, cause);
    }

    /** With the file system's reason, and a way out where there is a usual one. */
    static OutputException of(String what, IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String lower = reason.toLowerCase(Locale.ROOT);
        String advice = "";
        if (lower.contains("no space left") || lower.contains("quota")) {
            advice = "; free some space, or choose another --out. Earlier results were left as they were";
        } else if (lower.contains("permission denied")
                || lower.contains("mkdirs failed")
                || lower.contains("read-only")) {
            advice = "; choose a folder you may write to with --out";
        }
        return new OutputException("%s: %s%s".formatted(what, reason, advice), cause);
    }
}
