package org.agglo.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.ipc.RemoteException;

/**
 * A lock that one process at a time holds on a file of HDFS, by keeping it open for writing. The NameNode lets one client
 * at a time write a file, and gives it to the next once the first has not been heard of for a minute, its soft limit.
 */
final class LeaseFile implements FolderLock {
    private static final Set<String> WRITTEN_BY_ANOTHER = Set.of(
            "org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException",
            "org.apache.hadoop.hdfs.protocol.RecoveryInProgressException");

    private final FileSystem files;
    private final Path path;
    private final FSDataOutputStream open;
    private final boolean leftBehind;

    private LeaseFile(FileSystem files, Path path, FSDataOutputStream open, boolean leftBehind) {
        this.files = files;
        this.path = path;
        this.open = open;
        this.leftBehind = leftBehind;
    }

    /**
     * Takes the lock.
     *
     * @return empty if another holds it
     */
    static Optional<LeaseFile> tryLock(FileSystem files, Path path) throws IOException {
        try {
            return Optional.of(taken(files, path));
        } catch (RemoteException e) {
            if (WRITTEN_BY_ANOTHER.contains(e.getClassName())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static LeaseFile taken(FileSystem files, Path path) throws IOException {
        while (true) {
            try {
                return new LeaseFile(files, path, files.create(path, false), false);
            } catch (FileAlreadyExistsException e) {
                // Nobody writes it any more: whoever did was killed. Only one of those who want it can append.
            }
            try {
                return new LeaseFile(files, path, files.append(path), true);
            } catch (FileNotFoundException e) {
                // Whoever was before us has appended and let go meanwhile.
            }
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

    @Override
    public void close() {
        try {
            // While it is still open, so that nobody can append to what is about to go.
            files.delete(path, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take away the lock " + path + ": " + FirstLine.of(e), e);
        }
        letGo();
    }

    private void letGo() {
        try {
            open.close();
        } catch (IOException e) {
            // HDFS says that there is no such file, which is as it should be.
            return;
        }
    }
}
