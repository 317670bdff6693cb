package org.agglo.app.run;

import java.io.IOException;
import org.agglo.spark.WriteFailure;

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
        return new OutputException("%s: %s".formatted(what, WriteFailure.reason(cause, "another --out")), cause);
    }
}
