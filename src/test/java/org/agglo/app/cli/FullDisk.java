package org.agglo.app.cli;

import java.io.IOException;
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
        return super.create(device(file), overwrite, buffer, copies, block, progress);
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
        return create(file, overwrite, buffer, copies, block, progress);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        if (last.equals("rename") && from.getName().contains(".partial-")) {
            throw new IOException("No space left on device");
        }
        return super.rename(from, to);
    }

    /** Linux's device that takes no byte, so that what Hadoop makes of that is seen too. */
    private static Path device(Path file) {
        return file.toString().endsWith(last) ? new Path("/dev/full") : file;
    }
}
