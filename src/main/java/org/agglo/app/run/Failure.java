package org.agglo.app.run;

import org.agglo.app.study.StudyException;
import org.agglo.regression.NotEstimableException;
import org.agglo.spark.DataException;
import org.agglo.store.StoreException;

/** What may be told of a failure to those who cannot see the machine. */
final class Failure {
    private Failure() {}

    /** The message of what is meant for users, which holds no secret; the kind of anything else. */
    static String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataException
                    || cause instanceof NotEstimableException
                    || cause instanceof OutputException
                    || cause instanceof StoreException
                    || cause instanceof StudyException) {
                return String.valueOf(cause.getMessage());
            }
        }
        return failure.getClass().getName();
    }
}
