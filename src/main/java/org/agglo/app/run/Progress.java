package org.agglo.app.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.agglo.ingest.RowCounts;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.SparkSession;

/**
 * Tells which stage runs and keeps the seconds of each. On a terminal the running stage stands on one line, with the job that
 * runs, the rows read, their rate and the time left; it is overwritten when the stage ends. Elsewhere nothing is printed.
 */
public final class Progress {
    private static final int WIDEST = 110;

    private final PrintStream out;
    private final boolean terminal;
    private final List<Follower> followers = new ArrayList<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private LongSupplier rows = () -> 0;
    private String current = "";

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Is told how a run goes on. */
    public interface Follower {
        /** A stage begins. */
        default void begins(String stage) {}

        /** @param rows that it read from files and other sources, all passes together */
        default void ends(String stage, double seconds, long rows) {}

        /** A stage ends the run. */
        default void fails(String stage, Exception why) {}

        /** What became of each source's rows. */
        default void counted(Map<String, RowCounts> sources) {}
    }

    /** On standard error if a person looks at it, which the launcher knows and tells. */
    public static Progress onTerminal() {
        return new Progress(System.err, Boolean.getBoolean("agglo.terminal"));
    }

    /** Prints nothing. */
    public static Progress quiet() {
        return new Progress(System.err, false);
    }

    /** The same, with nothing printed. */
    public Progress silent() {
        Progress silent = quiet();
        silent.followers.addAll(followers);
        return silent;
    }

    /** Has someone else told too. */
    public Progress with(Follower follower) {
        followers.add(follower);
        return this;
    }

    /** Follows what Spark does, and has Spark's metrics system know, until it is closed. */
    AutoCloseable watch(SparkSession spark) {
        var context = spark.sparkContext();
        Watch watch = new Watch(this::job);
        RunMetrics metrics = RunMetrics.register(seconds, watch::rows);
        followers.add(metrics);
        context.addSparkListener(watch);
        rows = () -> {
            // What tasks did is told a little later than that they are done.
            if (followers.size() > 1) {
                waitFor(spark);
            }
            return watch.rows();
        };
        return () -> {
            context.removeSparkListener(watch);
            followers.remove(metrics);
            metrics.close();
            rows = () -> 0;
        };
    }

    private static void waitFor(SparkSession spark) {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty(1000);
        } catch (Exception e) { // A timeout that Scala does not declare
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs a stage; what it throws passes through. */
    public <T> T stage(String name, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        long before = rows.getAsLong();
        current = name;
        followers.forEach(follower -> follower.begins(name));
        say("\r\u001b[K… " + name);
        try {
            T result = Jobs.stage(name, work);
            double taken = (System.nanoTime() - start) / 1e9;
            seconds.merge(name, taken, Double::sum);
            long read = rows.getAsLong() - before;
            followers.forEach(follower -> follower.ends(name, taken, read));
            say(String.format(Locale.ROOT, "\r\u001b[K✓ %-28s %5.1f s%n", name, taken));
            return result;
        } catch (Exception e) {
            followers.forEach(follower -> follower.fails(name, e));
            say("\r\u001b[K✗ " + name + System.lineSeparator());
            throw e;
        }
    }

    /** Tells what became of the sources' rows. */
    void counted(Map<String, RowCounts> sources) {
        followers.forEach(follower -> follower.counted(sources));
    }

    /** A word about the stage that runs, such as a count so far. */
    public void detail(String text) {
        say("\r\u001b[K… " + text);
    }

    private void job(String text) {
        // A job without a name of its own has the stage's.
        String line = text.startsWith(current + ": ") ? text : current + ": " + text;
        say("\r\u001b[K… " + (line.length() > WIDEST ? line.substring(0, WIDEST - 1) + "…" : line));
    }

    /** Seconds by stage, in the order they ran. */
    public Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }

    private synchronized void say(String text) {
        if (terminal) {
            out.print(text);
            out.flush();
        }
    }
}
