package org.agglo.spark;

import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.util.Identifiable$;

/**
 * Carries the uid for Agglo's transformers. Spark's {@code Param} fields read their parent's uid while the subclass is
 * still being constructed, so the uid has to be set here, one class above them.
 */
public abstract class AggloTransformer extends Transformer {
    private final String uid;

    protected AggloTransformer(String uid) {
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
