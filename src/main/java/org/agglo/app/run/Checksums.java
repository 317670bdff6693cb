package org.agglo.app.run;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agglo.spark.DataException;
import org.apache.hadoop.conf.Configuration;
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
            throw new DataException(
                    "%s could not be read to the end: %s"
                            .formatted(path, e.getCause().getMessage()),
                    e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private String sha256(String path) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[BUFFER];
        Path file = new Path(path);
        try (InputStream in = file.getFileSystem(hadoop).open(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
