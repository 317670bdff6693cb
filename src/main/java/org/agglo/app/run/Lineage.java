package org.agglo.app.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.agglo.app.study.Study;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.types.StructType;

/**
 * Tells what a run read and made, in events of OpenLineage: START, then COMPLETE, FAIL or ABORT. Those of a run that finished
 * stand in a file beside the manifest, whose id is the run's; those of one that did not in a file beside the results folder,
 * which the next run that finishes takes away. All are sent to where the environment says.
 */
final class Lineage implements AutoCloseable {
    /** An event a line. */
    static final String FILE = "openlineage.jsonl";

    /** Before Spark stops and before file systems close. */
    private static final int FIRST = 100;

    private final LineageEvents events;
    private final LineageSender sender;
    private final Configuration hadoop = Standing.hadoop();
    private final String out;
    private final String start;
    private final Runnable interrupted = this::aborted;
    private String complete = "";
    private boolean ended;

    private Lineage(Study study, String id, String out, UnaryOperator<String> environment) {
        String named = environment.apply("OPENLINEAGE_NAMESPACE");
        this.events = new LineageEvents(study, id, named == null || named.isBlank() ? "agglo" : named, hadoop);
        this.sender = LineageSender.of(environment);
        this.out = out;
        this.start = events.start();
    }

    /**
     * Tells that a run begins.
     *
     * @param out where its results will stand
     * @param environment variable to value, null for none
     */
    static Lineage begin(Study study, String id, String out, UnaryOperator<String> environment) {
        Lineage lineage = new Lineage(study, id, out, environment);
        ShutdownHookManager.get().addShutdownHook(lineage.interrupted, FIRST);
        lineage.sender.send(lineage.start);
        return lineage;
    }

    /** Writes the events of a run that is about to be published. */
    void complete(Results results, List<Manifest.Input> files, StructType panel, OutputFolder output) {
        complete = events.complete(results, files, panel, output);
        output.write(FILE, start + "\n" + complete + "\n");
    }

    /** Tells of the end that {@link #complete} wrote. */
    synchronized void published() {
        ended = true;
        sender.send(complete);
        try {
            Path beside = beside();
            FileSystem files = files(beside);
            if (files.exists(beside)) {
                files.delete(beside, false);
            }
        } catch (IOException e) {
            LineageSender.warn("What an earlier run left of its lineage is still there: " + e.getMessage());
        }
    }

    /** Tells that the run failed; what was there before stands. */
    synchronized void failed(Throwable why) {
        unfinished(() -> events.fail(Failure.sentence(why)));
    }

    private synchronized void aborted() {
        unfinished(events::abort);
        sender.close();
    }

    private void unfinished(Supplier<String> event) {
        if (ended) {
            return;
        }
        ended = true;
        String last = event.get();
        sender.send(last);
        try {
            Path beside = beside();
            try (OutputStream file = files(beside).create(beside, true)) {
                file.write((start + "\n" + last + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException nowhere) {
            // A run that fails because nothing can be written there says so itself.
            return;
        }
    }

    private Path beside() {
        Path target = new Path(out);
        return target.isRoot() ? target : target.suffix(".failed." + FILE);
    }

    private FileSystem files(Path path) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        // Checksum files beside it would be ours alone to read.
        return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    }

    /** Waits a little for what is still being sent. */
    @Override
    public void close() {
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(interrupted);
        }
        sender.close();
    }
}
