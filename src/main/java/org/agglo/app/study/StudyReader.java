package org.agglo.app.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads study files. */
public final class StudyReader {
    private StudyReader() {}

    /** The study in {@code file}; throws {@link StudyException} with all problems at once. */
    public static Study read(Path file) {
        return read(file, Optional.empty());
    }

    /** The same, with the sources' paths below {@code data} instead of where the study says. */
    public static Study read(Path file, Optional<String> data) {
        throw new StudyException(List.of(new Problem(new Origin(file.toString(), 0), "", "Not read yet")));
    }
}
