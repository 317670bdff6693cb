package org.agglo;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** The Spark jobs that some work starts, as the Spark UI names them. */
public final class SparkJobs {
    /** @param group the stage of the run; empty if none is named */
    public record Job(String group, String description) {}

    private SparkJobs() {}

    /** Runs the work and gives its jobs in the order in which they started. */
    public static List<Job> of(Callable<?> work) throws Exception {
        var context = TestSpark.session().sparkContext();
        List<Job> jobs = new ArrayList<>();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                Properties properties = start.properties();
                jobs.add(new Job(
                        properties.getProperty("spark.jobGroup.id", ""),
                        properties.getProperty("spark.job.description", "")));
            }
        };
        context.addSparkListener(listener);
        try {
            work.call();
            context.listenerBus().waitUntilEmpty();
        } finally {
            context.removeSparkListener(listener);
        }
        return List.copyOf(jobs);
    }
}
