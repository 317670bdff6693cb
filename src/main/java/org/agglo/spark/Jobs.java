package org.agglo.spark;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Names Spark jobs, so that the Spark UI reads like the study: the stage of a run is the jobs' group, and each job's
 * description says what it is about and what it does, as in {@code table main, model 2 (fixed): least squares}.
 */
public final class Jobs {
    private static final String GROUP = "spark.jobGroup.id";
    private static final String DESCRIPTION = "spark.job.description";
    private static final String ABOUT = "agglo.job.about";

    private Jobs() {}

    /** Runs a stage of a run, whose jobs form a group of that name; without Spark there are none. */
    public static <T> T stage(String name, Callable<T> work) throws Exception {
        Option<SparkSession> session = SparkSession.getDefaultSession();
        if (session.isEmpty()) {
            return work.call();
        }
        SparkContext context = session.get().sparkContext();
        String group = put(context, GROUP, name);
        String description = put(context, DESCRIPTION, name);
        try {
            return work.call();
        } finally {
            put(context, GROUP, group);
            put(context, DESCRIPTION, description);
        }
    }

    /** Runs the work with its jobs said to be about something, such as a model. */
    public static <T> T about(SparkSession spark, String what, Supplier<T> work) {
        SparkContext context = spark.sparkContext();
        String before = put(context, ABOUT, what);
        String description = put(context, DESCRIPTION, what);
        try {
            return work.get();
        } finally {
            put(context, ABOUT, before);
            put(context, DESCRIPTION, description);
        }
    }

    /**
     * Runs the work with its jobs under the name, and puts back the name that was there before.
     *
     * @throws DataException that a task threw, without what Spark wraps around it
     */
    public static <T> T named(SparkSession spark, String name, Supplier<T> work) {
        SparkContext context = spark.sparkContext();
        String about = context.getLocalProperty(ABOUT);
        String before = put(context, DESCRIPTION, about == null ? name : about + ": " + name);
        try {
            return work.get();
        } catch (Exception e) { // Spark throws its checked SparkException without declaring it
            Optional<DataException> told = DataException.in(e);
            if (told.isPresent()) {
                throw told.get();
            }
            throw e;
        } finally {
            put(context, DESCRIPTION, before);
        }
    }

    /** Sets a property of this thread's jobs, none for null; gives what it was. */
    private static String put(SparkContext context, String property, String value) {
        String before = context.getLocalProperty(property);
        context.setLocalProperty(property, value);
        return before;
    }
}
