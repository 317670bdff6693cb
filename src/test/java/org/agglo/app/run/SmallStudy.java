package org.agglo.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agglo.TestSpark;

/** The shipped study of Chinese provinces on the small simulation, in a folder of a test's own. */
final class SmallStudy {
    private final Path folder;
    private final Path study;

    SmallStudy(Path folder) throws IOException {
        this.folder = folder;
        Path simulations = Files.createDirectories(folder.resolve("simulations"));
        Files.copy(Path.of("conf/simulations/small.conf"), simulations.resolve("china-provinces.conf"));
        this.study = Files.createDirectories(folder.resolve("studies")).resolve("china-provinces.conf");
        String text = Files.readString(Path.of("conf/studies/china-provinces.conf"))
                .replaceAll("max = 2016", "max = 2010")
                .replaceAll("to = 2016", "to = 2010");
        // Six provinces are too few for the group means of five regressors, so random effects have two.
        text = text.replaceAll("(estimator = random.*formula = )\"[^\"]*\"", "$1\"log(pat) ~ log(maggl) + log(pgdp)\"");
        text = text.replaceAll("hausman \\{[^}]*\\}", "");
        Files.writeString(study, text);
    }

    Path study() {
        return study;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path out() {
        return folder.resolve("results");
    }

    /** Changes the study's text. */
    SmallStudy with(String what, String by) throws IOException {
        String before = Files.readString(study);
        if (!before.contains(what)) {
            throw new IllegalArgumentException("The study does not say " + what);
        }
        Files.writeString(study, before.replace(what, by));
        return this;
    }

    /** Runs it in the tests' session and gives what the user would read. */
    String run() throws Exception {
        TestSpark.session();
        return StudyRun.run(
                        new RunRequest(study, Optional.of(data().toString()), Optional.of(out().toString())),
                        Progress.quiet())
                .text();
    }
}
