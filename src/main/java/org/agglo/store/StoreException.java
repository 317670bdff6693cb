package org.agglo.store;

/** The store cannot be used. The message says what, where, and what to do; the data and the results are as they were. */
public final class StoreException extends RuntimeException {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
