package org.agglo.app.cli;

import picocli.CommandLine.Option;

/** Commands with the option that shows what Spark does, and where an unexpected failure came from. */
class Verbosity {
    @Option(names = "--verbose", description = "Show Spark's log, and where an unexpected failure comes from.")
    void verbose(boolean asked) {
        if (asked) {
            System.setProperty("agglo.verbose", "true");
            System.setProperty("agglo.log", "info");
            System.setProperty("agglo.trace", "full");
        }
    }
}
