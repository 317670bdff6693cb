package org.agglo.spark;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Names the Spark jobs of a step, so that the Spark UI reads like the study. */
public final class Jobs {
    private Jobs() {}

    /**
     * Runs the work with its jobs under the name, and puts back the name that was there before.
     *
     * @throws DataException that a task threw, without what Spark wraps around it
     */
    public static <T> T named(SparkSession spark, String name, Supplier<T> work) {
        var context = spark.sparkContext();
        String before = context.getLocalProperty("spark.job.description");
        context.setJobDescription(name);
        try {
            return work.get();
        } catch (Exception e) { // Spark throws its checked SparkException without declaring it
            Optional<DataException> told = DataException.in(e);
            if (told.isPresent()) {
                throw told.get();
            }
            throw e;
        } finally {
            context.setJobDescription(before);
        }
    }
}
