package org.agglo.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agglo.TestSpark;

/** Studies that tests write and run. */
final class Studies {
    private Studies() {}

    /** Runs the study in the tests' session. */
    static String run(Path study, Path data, Path out) throws Exception {
        TestSpark.session();
        return StudyRun.run(
                        new RunRequest(study, Optional.of(data.toString()), Optional.of(out.toString())),
                        Progress.quiet())
                .text();
    }

    /** The shipped study of the small simulation, written beside a copy of it. */
    static Path small(Path folder) throws IOException {
        Path simulation = folder.resolve("small.conf");
        Files.copy(Path.of("conf/simulations/small.conf"), simulation);
        return simulation;
    }
}
