package org.agglo.spark;

import java.util.Optional;

/**
 * The data cannot be used as the study asks: a file is missing or not what it says, a key is doubled, a column is not
 * there. The message says what, where, and what to do next; the command line shows it alone and exits with 3.
 */
public class DataException extends RuntimeException {
    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The data exception that is the failure or a cause of it, as when a task of a Spark job threw it. */
    public static Optional<DataException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
