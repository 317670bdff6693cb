package org.agglo.app.compare;

/** Two runs cannot be compared; the message says why and needs no stack trace. */
public final class ComparisonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ComparisonException(String message) {
        super(message);
    }
}
