package org.agglo.ingest;

import java.util.function.Supplier;
import org.agglo.spark.DataException;

/** Brings out the one exception that a user can act on from those that Spark wraps around it. */
final class Failures {
    private Failures() {}

    /** Runs the work; a failed job whose task threw a {@link DataException} throws that. */
    static <T> T asDataException(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof DataException found) {
                    throw found;
                }
            }
            throw e;
        }
    }
}
