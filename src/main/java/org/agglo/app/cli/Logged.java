package org.agglo.app.cli;

import java.util.concurrent.Callable;
import org.agglo.app.run.Progress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Commands with the options that say what is logged, and how. */
class Logged {
    /** Behind the command's own. */
    private static final int LAST = 1;

    @Option(
            names = "--log-json",
            order = LAST,
            description =
                    "Log to standard error as JSON, an object a line: stages with their seconds and rows, sources with"
                            + " what became of their rows, errors; with --verbose Spark's log too.")
    private boolean json;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--verbose",
            order = LAST,
            description = "Show Spark's log, and where an unexpected failure comes from.")
    void verbose(boolean asked) {
        if (asked) {
            System.setProperty("agglo.verbose", "true");
            System.setProperty("agglo.log", "info");
            System.setProperty("agglo.trace", "full");
        }
    }

    /** Begins to log; gives what follows the command's stages. */
    final Progress begin(Object file) {
        if (!json) {
            return Progress.onTerminal();
        }
        JsonLog log = JsonLog.of(command.qualifiedName(" ").replaceFirst("^agglo ", ""), file.toString());
        command.commandLine().setErr(log.errors());
        return Progress.quiet().with(log);
    }

    /** Runs a command that takes a moment; only the JSON log has its stage. */
    final <T> T logged(String stage, Object file, Callable<T> work) throws Exception {
        return json ? begin(file).stage(stage, work) : work.call();
    }
}
