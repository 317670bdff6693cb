package org.agglo.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.agglo.ingest.FileFormat;
import org.agglo.spark.FirstLine;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** The one Spark job: every employment file is a task. */
final class EmploymentJob {
    private final SparkSession spark;
    private final Configuration configuration;
    private final String folder;

    EmploymentJob(SparkSession spark, Configuration configuration, String folder) {
        this.spark = spark;
        this.configuration = configuration;
        this.folder = folder;
    }

    /**
     * Writes the files, one task each.
     *
     * @throws UncheckedIOException if a file cannot be written
     */
    Totals run(SimulationSpec spec, Layout layout, List<EmploymentFile> files) {
        return run(spec, layout, files, files.size());
    }

    /** Writes the files in so many tasks, which changes nothing but who writes what. */
    Totals run(SimulationSpec spec, Layout layout, List<EmploymentFile> files, int tasks) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<Layout> everywhere = context.broadcast(layout);
        try {
            List<FileTotals> totals = context.parallelize(files, tasks)
                    .map(new Write(
                            everywhere,
                            new SerializableConfiguration(configuration),
                            folder,
                            spec.format(),
                            spec.dirt()))
                    .collect();
            return new Totals(spec.regions().size(), spec.years(), totals);
        } catch (Exception failure) {
            throw plain(failure);
        } finally {
            everywhere.destroy();
        }
    }

    /** The failure to write behind Spark's report of a failed task, if that is what it was; Spark's is checked, unsaid. */
    private static RuntimeException plain(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return new UncheckedIOException(io);
            }
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(
                        "The employment files could not be drawn: " + FirstLine.of(failure), failure);
    }

    /** Writes one file on whatever machine the task runs. */
    private record Write(
            Broadcast<Layout> layout,
            SerializableConfiguration configuration,
            String folder,
            FileFormat format,
            DirtSpec dirt)
            implements Function<EmploymentFile, FileTotals> {
        @Override
        public FileTotals call(EmploymentFile file) throws Exception {
            try (FileSystem files = Publication.open(configuration.value(), new Path(folder))) {
                return file.write(files, folder, format, layout.value(), dirt);
            }
        }
    }
}
