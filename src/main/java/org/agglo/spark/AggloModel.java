package org.agglo.spark;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.Identifiable$;

/**
 * Carries the uid for Agglo's fitted models. Spark's {@code Param} fields read their parent's uid while the subclass is
 * still being constructed, so the uid has to be set here, one class above them.
 */
public abstract class AggloModel<M extends Model<M>> extends Model<M> {
    private final String uid;

    protected AggloModel(String uid) {
        this.uid = uid;
    }

    /** A fresh uid that starts with the prefix. */
    protected static String freshUid(String prefix) {
        return Identifiable$.MODULE$.randomUID(prefix);
    }

    @Override
    public String uid() {
        return uid;
    }
}
