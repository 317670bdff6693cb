package org.agglo.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A lock that one process at a time holds on a local file made for it. It is taken away when it is let go, and the system
 * lets go of it when the process ends, however it ends.
 */
final class LockFile implements FolderLock {
    private final Path path;
    private final RandomAccessFile file;
    private final FileLock lock;
    private final boolean leftBehind;

    private LockFile(Path path, RandomAccessFile file, FileLock lock, boolean leftBehind) {
        this.path = path;
        this.file = file;
        this.lock = lock;
        this.leftBehind = leftBehind;
    }

    /**
     * Takes the lock.
     *
     * @return empty if another holds it
     * @throws IOException if the file cannot be made
     */
    static Optional<LockFile> tryLock(Path path) throws IOException {
        while (true) {
            boolean there = Files.exists(path);
            RandomAccessFile file = made(path);
            Object opened = identity(path);
            FileLock lock = tryLock(file);
            if (lock == null) {
                file.close();
                return Optional.empty();
            }
            // Whoever lets go takes the file away; if that has just happened, this lock is on a file that is no longer
            // there.
            if (opened != null && opened.equals(identity(path))) {
                return Optional.of(new LockFile(path, file, lock, there));
            }
            file.close();
        }
    }

    @Override
    public boolean holds() {
        return true;
    }

    @Override
    public boolean leftBehind() {
        return leftBehind;
    }

    private static RandomAccessFile made(Path path) throws IOException {
        try {
            return new RandomAccessFile(path.toFile(), "rw");
        } catch (FileNotFoundException e) {
            throw new IOException(path + " cannot be made", e);
        }
    }

    private static FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** What tells a file from another of the same name; null if there is none. */
    private static Object identity(Path path) throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return file.fileKey() == null ? path : file.fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
            lock.release();
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take away the lock " + path + ": " + e.getMessage(), e);
        }
    }
}
