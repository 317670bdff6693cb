package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.agglo.TestProcess;

/** The nightly study as a process of its own, to be killed. */
final class NightlyProcess {
    private NightlyProcess() {}

    /** Runs the study with its store and kills it as soon as there is a file with that sign in the store. */
    static void kill(NightlyStudy study, Predicate<String> sign) throws Exception {
        killRun(study, files -> files.stream().anyMatch(sign));
    }

    /** Runs the study with its store and kills it as soon as the store's files look so. */
    static void killRun(NightlyStudy study, Predicate<List<String>> sign) throws Exception {
        killWhen(
                study,
                sign,
                "run",
                study.study().toString(),
                "--store",
                study.store().toString(),
                "--out",
                study.out().toString());
    }

    /** Gives a command and kills it as soon as the store's files look so. */
    static void killWhen(NightlyStudy study, Predicate<List<String>> sign, String... command) throws Exception {
        Path log = study.study().resolveSibling("killed.log");
        boolean inTime = TestProcess.killed(TestProcess.agglo(command), log, () -> sign.test(files(study.store())));
        assertThat(inTime).as(Files.readString(log)).isTrue();
    }

    /** All files in a folder; none if it is not there. */
    static List<String> files(Path folder) throws IOException {
        while (true) {
            if (!Files.exists(folder)) {
                return List.of();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                return new ArrayList<>(
                        files.filter(Files::isRegularFile).map(Path::toString).toList());
            } catch (UncheckedIOException e) {
                // A file went while they were listed.
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
            }
        }
    }
}
