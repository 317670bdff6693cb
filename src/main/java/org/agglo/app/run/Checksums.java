package org.agglo.app.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agglo.ingest.InputFile;
import org.agglo.spark.DataException;
import org.agglo.spark.Digests;
import org.agglo.spark.FirstLine;
import org.agglo.spark.Parallel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** SHA-256 of the input files, taken beside the run on two threads so that it costs no time of its own. */
final class Checksums implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "checksums");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Future<String>> sums = new TreeMap<>();
    private final Configuration hadoop;

    Checksums(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** Starts on the files; one named twice is read once. */
    void start(List<String> paths) {
        for (String path : paths) {
            sums.computeIfAbsent(path, p -> threads.submit(() -> sha256(p)));
        }
    }

    /** The file's checksum in hexadecimal, waiting for it if need be. */
    String of(String path) {
        try {
            return sums.get(path).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FileNotFoundException) {
                throw gone(path);
            }
            throw new DataException(
                    "%s could not be read to the end: %s".formatted(path, FirstLine.of(e.getCause())), e);
        }
    }

    /** The same of a file that need not have been started on. */
    String started(String path) {
        start(List.of(path));
        return of(path);
    }

    /**
     * Refuses files that are no longer as they were when they were listed.
     *
     * @throws DataException naming the first of them
     */
    void refuseChanged(List<InputFile> files) {
        int first = Parallel.map(files, this::changed).indexOf(true);
        if (first >= 0) {
            throw new DataException(
                    "%s changed while it was read. Is it still being copied? Wait until it is whole, and run again"
                            .formatted(files.get(first).path()));
        }
    }

    private static DataException gone(String path) {
        return new DataException(path + " is no longer there. Was it moved during the run?");
    }

    private boolean changed(InputFile file) {
        try {
            Path path = new Path(file.location());
            FileStatus now = path.getFileSystem(hadoop).getFileStatus(path);
            return now.getLen() != file.bytes() || now.getModificationTime() != file.modified();
        } catch (FileNotFoundException e) {
            throw gone(file.path());
        } catch (IOException e) {
            throw new DataException("%s cannot be looked at: %s".formatted(file.path(), FirstLine.of(e)), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private String sha256(String path) throws IOException {
        Path file = new Path(path);
        return sha256(file.getFileSystem(hadoop), file);
    }

    /** The checksum of a file, in hexadecimal. */
    static String sha256(FileSystem files, Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = files.open(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Digests.hex(digest);
    }

    /** The checksum of a text, in hexadecimal. */
    static String ofTexts(String... texts) {
        MessageDigest digest = Digests.sha256();
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return Digests.hex(digest);
    }
}
