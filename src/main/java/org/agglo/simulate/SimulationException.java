package org.agglo.simulate;

import java.util.List;

/** A simulation file that cannot be used. It carries every problem found, each with file and line. */
public final class SimulationException extends IllegalArgumentException {
    private final transient List<String> problems;

    SimulationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence a problem, as {@code file:line: what is wrong and what to do}, in the order of the file's lines. */
    public List<String> problems() {
        return problems;
    }
}
