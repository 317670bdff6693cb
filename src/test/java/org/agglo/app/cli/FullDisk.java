package org.agglo.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.agglo.TestSpark;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Local files below {@code full:///…}, on a disk that is full as soon as a file of a given name is written. */
public final class FullDisk extends RawLocalFileSystem {
    private static String last = "";

    /** Lets Spark's session know the disk, which takes no byte of files whose path ends like that. */
    static String at(java.nio.file.Path folder, String lastFile) {
        last = lastFile;
        TestSpark.session().sparkContext().hadoopConfiguration().set("fs.full.impl", FullDisk.class.getName());
        return "full://" + folder;
    }

    @Override
    public String getScheme() {
        return "full";
    }

    @Override
    public URI getUri() {
        return URI.create("full:///");
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int buffer, short copies, long block, Progressable progress)
            throws IOException {
        return checked(file, super.create(file, overwrite, buffer, copies, block, progress));
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short copies,
            long block,
            Progressable progress)
            throws IOException {
        return checked(file, super.create(file, permission, overwrite, buffer, copies, block, progress));
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        if (last.equals("rename") && from.getName().contains(".partial-")) {
            throw full();
        }
        return super.rename(from, to);
    }

    private static FSDataOutputStream checked(Path file, FSDataOutputStream out) throws IOException {
        return file.toString().endsWith(last) ? new FSDataOutputStream(new Full(out), null) : out;
    }

    private static IOException full() {
        return new IOException("No space left on device");
    }

    private static final class Full extends OutputStream {
        private final OutputStream out;

        Full(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            throw full();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
