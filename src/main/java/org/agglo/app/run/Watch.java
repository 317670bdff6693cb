package org.agglo.app.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Follows Spark's tasks: how many rows they read, how fast, and how long those that are left will take. */
final class Watch extends SparkListener {
    private static final long OFTEN = 200_000_000;

    private final Consumer<String> says;
    private final AtomicLong rows = new AtomicLong();
    private final Map<Integer, Work> running = new LinkedHashMap<>();
    private long said;

    /** @param says takes a word on the job that runs, now and then */
    Watch(Consumer<String> says) {
        this.says = says;
    }

    /** Rows read from files and other sources so far, all passes together. */
    long rows() {
        return rows.get();
    }

    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
        String name = event.properties() == null ? "" : event.properties().getProperty("spark.job.description", "");
        running.put(
                event.stageInfo().stageId(), new Work(name, event.stageInfo().numTasks(), System.nanoTime()));
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
        long read = event.taskMetrics() == null
                ? 0
                : event.taskMetrics().inputMetrics().recordsRead();
        rows.addAndGet(read);
        Work work = running.get(event.stageId());
        if (work != null) {
            work.done++;
            work.rows += read;
            long now = System.nanoTime();
            if (now - said > OFTEN) {
                said = now;
                says.accept(work.text(now));
            }
        }
    }

    @Override
    public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
        running.remove(event.stageInfo().stageId());
    }

    /** The tasks of one of Spark's stages. */
    static final class Work {
        private final String name;
        private final int tasks;
        private final long start;
        private int done;
        private long rows;

        Work(String name, int tasks, long start) {
            this.name = name;
            this.tasks = tasks;
            this.start = start;
        }

        /** With so many tasks done, which read so many rows. */
        Work with(int tasksDone, long rowsRead) {
            this.done = tasksDone;
            this.rows = rowsRead;
            return this;
        }

        /** Job, tasks, rows, rate and time left: the tasks left are taken to last as long as those done. */
        String text(long now) {
            double seconds = Math.max(1e-3, (now - start) / 1e9);
            StringBuilder text = new StringBuilder(name).append(": %d of %d tasks".formatted(done, tasks));
            if (rows > 0) {
                text.append(String.format(
                        Locale.ROOT, ", %,d %s, %,.0f a second", rows, rows == 1 ? "row" : "rows", rows / seconds));
            }
            if (done > 0 && done < tasks) {
                text.append(", ").append(time(seconds * (tasks - done) / done)).append(" left");
            }
            return text.toString();
        }

        private static String time(double seconds) {
            long whole = (long) Math.ceil(seconds);
            return whole < 60 ? whole + " s" : "%d min %d s".formatted(whole / 60, whole % 60);
        }
    }
}
