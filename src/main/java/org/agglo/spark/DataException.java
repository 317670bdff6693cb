package org.agglo.spark;

/**
 * The data cannot be used as the study asks: a file is missing or not what it says, a key is doubled, a column is not
 * there. The message says what, where, and what to do next; the command line shows it alone and exits with 3.
 */
public final class DataException extends RuntimeException {
    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
