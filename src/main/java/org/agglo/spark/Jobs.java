package org.agglo.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
        return session.isEmpty()
                ? work.call()
                : with(session.get().sparkContext(), name, List.of(GROUP, DESCRIPTION), work::call);
    }

    /** Runs the work with its jobs said to be about something, such as a model. */
    public static <T> T about(SparkSession spark, String what, Supplier<T> work) {
        return with(spark.sparkContext(), what, List.of(ABOUT, DESCRIPTION), work::get);
    }

    /**
     * Runs the work with its jobs under the name, and puts back the name that was there before.
     *
     * @throws DataException that a task threw, without what Spark wraps around it
     */
    public static <T> T named(SparkSession spark, String name, Supplier<T> work) {
        SparkContext context = spark.sparkContext();
        String about = context.getLocalProperty(ABOUT);
        return with(context, about == null ? name : about + ": " + name, List.of(DESCRIPTION), () -> told(work));
    }

    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (Exception e) { // Spark throws its checked SparkException without declaring it
            Optional<DataException> told = DataException.in(e);
            if (told.isPresent()) {
                throw told.get();
            }
            throw e;
        }
    }

    private interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Runs the work with properties of this thread's jobs set to the value, and puts back what they were. */
    private static <T, E extends Exception> T with(
            SparkContext context, String value, List<String> properties, Work<T, E> work) throws E {
        List<String> before =
                properties.stream().map(context::getLocalProperty).collect(Collectors.toCollection(ArrayList::new));
        properties.forEach(property -> context.setLocalProperty(property, value));
        try {
            return work.run();
        } finally {
            for (int i = 0; i < before.size(); i++) {
                context.setLocalProperty(properties.get(i), before.get(i));
            }
        }
    }
}
