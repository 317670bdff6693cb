package org.agglo.regression;

/**
 * The model cannot be estimated on these rows: too few of them, no regressor left, an outcome without variation. The
 * message says what, where, and what to do next; the command line shows it alone and exits with 4.
 */
public final class NotEstimableException extends RuntimeException {
    public NotEstimableException(String message) {
        super(message);
    }
}
