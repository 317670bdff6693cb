package org.agglo.app.study;

import java.util.List;
import java.util.stream.Collectors;

/** The study file is not right; holds every problem found, sorted by line. The command line exits with 2. */
public final class StudyException extends RuntimeException {
    private final transient List<Problem> problems;

    StudyException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, by file and line. */
    public List<Problem> problems() {
        return problems;
    }
}
