package org.agglo.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agglo.TestSpark;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.TaskContext;

/**
 * Local files below {@code unsteady:///…}, to one of which something happens while a task reads it. System properties say to
 * which and what: {@code unsteady.file}, the end of its path; {@code unsteady.what}; {@code unsteady.attempts}, how many
 * attempts of the task it happens to.
 */
public final class UnsteadyFiles extends RawLocalFileSystem {
    static final String FILE = "unsteady.file";
    static final String WHAT = "unsteady.what";
    static final String ATTEMPTS = "unsteady.attempts";

    /** What happens. */
    enum What {
        FAIL,
        GROW,
        GO
    }

    /** Has it happen to a file in this process, until {@link #calm()}. */
    static void happens(What what, String file) {
        TestSpark.session().sparkContext().hadoopConfiguration().set("fs.unsteady.impl", UnsteadyFiles.class.getName());
        System.setProperty(FILE, file);
        System.setProperty(WHAT, what.name());
    }

    static void calm() {
        System.clearProperty(FILE);
    }

    @Override
    public String getScheme() {
        return "unsteady";
    }

    @Override
    public URI getUri() {
        return URI.create("unsteady:///");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) throws IOException {
        String ending = System.getProperty(FILE);
        TaskContext task = TaskContext.get();
        if (ending != null
                && file.toString().endsWith(ending)
                && task != null
                && task.attemptNumber() < Integer.getInteger(ATTEMPTS, Integer.MAX_VALUE)) {
            Path local = pathToFile(file).toPath();
            switch (What.valueOf(System.getProperty(WHAT))) {
                case FAIL -> {
                    return new FSDataInputStream(new Unreadable());
                }
                case GROW -> Files.writeString(local, "A,2003,99,1\n", StandardOpenOption.APPEND);
                case GO -> Files.deleteIfExists(local);
            }
        }
        return super.open(file, buffer);
    }

    private static final class Unreadable extends FSInputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("Input/output error");
        }

        @Override
        public void seek(long place) {
            // Every place is as bad.
        }

        @Override
        public long getPos() {
            return 0;
        }

        @Override
        public boolean seekToNewSource(long place) {
            return false;
        }
    }
}
