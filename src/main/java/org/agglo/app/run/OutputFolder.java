package org.agglo.app.run;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.agglo.spark.FolderLock;
import org.agglo.spark.WriteFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a run's results go, replaced whole or left whole.
 *
 * <p>A run writes into a hidden folder beside the target. {@link #publish()} moves the old results aside, the new ones
 * into place, and then removes the old. A run killed before that leaves the old results as they were; one killed between
 * the two moves is put right by {@link #open} of the next run. A folder on a local disk or on
 * HDFS is locked while a run writes, so a second run into it is refused rather than mixed in.
 */
final class OutputFolder implements Closeable {
    static final String MANIFEST = "manifest.json";
    static final String SUMMARY = "summary.txt";

    private final FileSystem files;
    private final Path target;
    private final Path staging;
    private final Path old;
    private final FolderLock lock;

    private OutputFolder(FileSystem files, Path target, FolderLock lock) {
        this.files = files;
        this.target = target;
        this.staging = beside(target, ".partial-" + UUID.randomUUID());
        this.old = beside(target, ".old");
        this.lock = lock;
    }

    /**
     * Opens a folder for one run, clearing away what a killed run left.
     *
     * @throws OutputException if it cannot be written, holds something that no run made, or another run is writing it
     */
    static OutputFolder open(String folder, Configuration hadoop) {
        try {
            Path path = new Path(folder);
            FileSystem files = path.getFileSystem(hadoop);
            // Checksum files beside each result would be ours alone to read.
            FileSystem plain = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
            Path target = plain.makeQualified(path);
            if (target.getParent() == null) {
                throw new OutputException("%s is a root; name a folder below it with --out".formatted(folder));
            }
            make(plain, target.getParent());
            return locked(plain, target).begun();
        } catch (IOException e) {
            throw OutputException.of("Cannot write to " + folder, e);
        }
    }

    /**
     * Refuses a folder that a run could not replace; nothing is made.
     *
     * @return whether results of a run stand there
     * @throws OutputException if it holds something that no run made
     */
    static boolean look(String folder, Configuration hadoop) {
        try {
            Path path = new Path(folder);
            FileSystem files = path.getFileSystem(hadoop);
            OutputFolder there = new OutputFolder(files, files.makeQualified(path), null);
            there.refuseForeign();
            return files.exists(new Path(path, MANIFEST));
        } catch (IOException e) {
            throw OutputException.of("Cannot look at " + folder, e);
        }
    }

    private OutputFolder begun() throws IOException {
        try {
            recover();
            refuseForeign();
            make(files, staging);
            return this;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void make(FileSystem files, Path folder) throws IOException {
        if (!files.mkdirs(folder)) {
            throw new IOException(
                    "the folder %s cannot be made".formatted(folder.toUri().getPath()));
        }
    }

    private static OutputFolder locked(FileSystem files, Path target) throws IOException {
        FolderLock lock = FolderLock.tryLock(files, beside(target, ".lock"))
                .orElseThrow(() -> new OutputException("Another run is writing %s; %s, or choose another --out"
                        .formatted(shown(files, target), FolderLock.advice(files))));
        return new OutputFolder(files, target, lock);
    }

    /** The folder this run writes into. */
    Path staging() {
        return staging;
    }

    /** Where the results will stand. */
    String target() {
        return shown(files, target);
    }

    private static String shown(FileSystem files, Path target) {
        return "file".equals(files.getUri().getScheme()) ? target.toUri().getPath() : target.toString();
    }

    /** Opens one file for writing; folders in the name are made. */
    OutputStream create(String name) throws IOException {
        return WriteFailure.reported(files.create(new Path(staging, name), true));
    }

    /** Writes one file. */
    void write(String name, byte[] content) {
        try (OutputStream out = create(name)) {
            out.write(content);
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    /** The failure to write a file, under the name it would have had. */
    OutputException unwritable(String name, IOException cause) {
        return OutputException.of(
                "Cannot write " + new Path(target, name).toUri().getPath(), cause);
    }

    /** Writes one text file in UTF-8. */
    void write(String name, String content) {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The size of a file written so far. */
    long size(String name) {
        try {
            return files.getFileStatus(new Path(staging, name)).getLen();
        } catch (IOException e) {
            throw OutputException.of("Cannot read back " + target(), e);
        }
    }

    /** Every file written so far, by path. */
    List<Manifest.Output> written() {
        List<Manifest.Output> written = new ArrayList<>();
        try {
            addWritten(staging, written);
        } catch (IOException e) {
            throw OutputException.of("Cannot read back " + target(), e);
        }
        written.sort(Comparator.comparing(Manifest.Output::path));
        return written;
    }

    private void addWritten(Path folder, List<Manifest.Output> written) throws IOException {
        for (FileStatus file : files.listStatus(folder)) {
            if (file.isDirectory()) {
                addWritten(file.getPath(), written);
            } else {
                String path = staging.toUri().relativize(file.getPath().toUri()).getPath();
                written.add(new Manifest.Output(path, file.getLen(), Checksums.sha256(files, file.getPath())));
            }
        }
    }

    /** Moves the new results into place. The manifest has to be there: it says that the run finished. */
    void publish() {
        try {
            if (!files.exists(new Path(staging, MANIFEST))) {
                throw new IllegalStateException("A run is published with its manifest only");
            }
            boolean replaces = files.exists(target);
            if (replaces) {
                move(target, old);
            }
            try {
                move(staging, target);
            } catch (IOException e) {
                if (replaces) {
                    move(old, target);
                }
                throw e;
            }
            files.delete(old, true);
        } catch (IOException e) {
            throw OutputException.of("Cannot replace " + target(), e);
        }
    }

    @Override
    public void close() {
        try {
            files.delete(staging, true);
            lock.close();
        } catch (IOException e) {
            throw OutputException.of("Cannot clear away " + staging, e);
        }
    }

    private void recover() throws IOException {
        if (files.exists(old)) {
            if (files.exists(target)) {
                files.delete(old, true);
            } else {
                move(old, target);
            }
        }
        if (lock.holds()) {
            for (FileStatus file : files.listStatus(target.getParent())) {
                if (file.getPath().getName().startsWith("." + target.getName() + ".partial-")) {
                    files.delete(file.getPath(), true);
                }
            }
        }
    }

    private void refuseForeign() throws IOException {
        try {
            if (files.getFileStatus(target).isFile()) {
                throw new OutputException("%s is a file; choose another --out".formatted(target()));
            }
            boolean ours = files.exists(new Path(target, MANIFEST));
            if (!ours && files.listStatus(target).length > 0) {
                throw new OutputException(
                        "%s holds files that no run of Agglo made (there is no %s); empty it, or choose another --out"
                                .formatted(target(), MANIFEST));
            }
        } catch (FileNotFoundException e) {
            // Nothing there yet, as on every first run.
            return;
        }
    }

    private void move(Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("%s could not be moved to %s".formatted(from, to));
        }
    }

    private static Path beside(Path target, String suffix) {
        return new Path(target.getParent(), "." + target.getName() + suffix);
    }
}
