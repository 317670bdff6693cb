package org.agglo.simulate;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.agglo.spark.WriteFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder that appears whole or not at all: it is built beside its place under a hidden name, and renamed when it is
 * complete. What lay there before is renamed away first and deleted last.
 */
final class Publication implements Closeable {
    private static final String UNFINISHED = "unfinished";
    private static final String REPLACED = "replaced";

    private final FileSystem files;
    private final Path target;
    private final Path building;
    private boolean published;

    private Publication(FileSystem files, Path target) {
        this.files = files;
        this.target = target;
        this.building = sibling(UNFINISHED);
    }

    /** Starts a folder. Nothing is written yet. */
    static Publication of(Configuration configuration, String folder) throws IOException {
        FileSystem files = open(configuration, new Path(folder));
        Path target = files.makeQualified(new Path(folder));
        if (target.getParent() == null) {
            files.close();
            throw new IllegalArgumentException("Cannot write to %s: give a folder below it".formatted(folder));
        }
        return new Publication(files, target);
    }

    /** A file system of one's own that leaves no checksum files beside local files. */
    static FileSystem open(Configuration configuration, Path path) throws IOException {
        FileSystem files = path.toUri().getScheme() == null
                ? FileSystem.newInstance(configuration)
                : FileSystem.newInstance(path.toUri(), configuration);
        files.setWriteChecksum(false);
        return files;
    }

    /** Where the folder is built. */
    String building() {
        return building.toString();
    }

    /** Whether nothing lies at the place, or only an empty folder. */
    boolean free() throws IOException {
        try {
            FileStatus there = files.getFileStatus(target);
            return there.isDirectory() && files.listStatus(target).length == 0;
        } catch (FileNotFoundException nothing) {
            return true;
        }
    }

    /** The text of a file in the folder that lies at the place now, if it is there. */
    Optional<String> published(String name) throws IOException {
        Path path = new Path(target, name);
        try (FSDataInputStream in = files.open(path)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        }
    }

    /** What runs that were killed, or that are still running, have left beside the place. */
    List<String> leftovers() throws IOException {
        try {
            return Arrays.stream(files.listStatus(target.getParent()))
                    .map(FileStatus::getPath)
                    .filter(path -> path.getName().startsWith(prefix(UNFINISHED))
                            || path.getName().startsWith(prefix(REPLACED)))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (FileNotFoundException nothing) {
            return List.of();
        }
    }

    /** Makes the folder that is built, so that a place that cannot be written is known at once. */
    void begin() throws IOException {
        if (!files.mkdirs(building)) {
            throw new IOException("folder %s cannot be made".formatted(building));
        }
    }

    /** Writes a small text file into the folder being built. */
    void write(String name, String text) throws IOException {
        try (OutputStream out = WriteFailure.reported(files.create(new Path(building, name), false))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Puts the folder in its place. If that fails, what lay there before is back. */
    void publish() throws IOException {
        Path before = sibling(REPLACED);
        boolean replaces = files.exists(target);
        if (replaces) {
            rename(target, before);
        }
        try {
            rename(building, target);
        } catch (IOException failure) {
            if (replaces) {
                rename(before, target);
            }
            throw failure;
        }
        published = true;
        if (replaces) {
            files.delete(before, true);
        }
    }

    /** Removes what was built and not published. */
    @Override
    public void close() throws IOException {
        try (files) {
            if (!published) {
                files.delete(building, true);
            }
        }
    }

    private void rename(Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("Could not rename " + from + " to " + to);
        }
    }

    private Path sibling(String what) {
        return new Path(
                target.getParent(), prefix(what) + UUID.randomUUID().toString().substring(0, 8));
    }

    private String prefix(String what) {
        return "." + target.getName() + "." + what + "-";
    }
}
