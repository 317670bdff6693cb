package org.agglo.spark;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Keeps a second run out of a folder, by a file beside or in it that one run at a time holds: on local disks by the
 * system's locks, on HDFS by its leases. Object stores have neither, and there nobody is kept out.
 */
public interface FolderLock extends AutoCloseable {
    /**
     * Takes the lock.
     *
     * @param files the system that the file is on
     * @param file made for the lock, and taken away with it
     * @return empty if another holds it
     * @throws IOException if the file cannot be made
     */
    static Optional<FolderLock> tryLock(FileSystem files, Path file) throws IOException {
        return switch (files.getUri().getScheme()) {
            case "file" ->
                LockFile.tryLock(java.nio.file.Path.of(file.toUri().getPath())).map(lock -> lock);
            case "hdfs" -> LeaseFile.tryLock(files, file).map(lock -> lock);
            default -> Optional.of(new NoLock());
        };
    }

    /** What to do while another holds it. */
    static String advice(FileSystem files) {
        return "hdfs".equals(files.getUri().getScheme())
                ? "wait for it to end (one that was killed keeps others out for another minute)"
                : "wait for it to end";
    }

    /** Whether others are kept out. */
    boolean holds();

    /** Whether the last to hold the lock was killed, and so could not take the file away. */
    boolean leftBehind();

    @Override
    void close();
}
