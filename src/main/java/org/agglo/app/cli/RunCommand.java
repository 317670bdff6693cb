package org.agglo.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agglo.app.run.Progress;
import org.agglo.app.run.RunRequest;
import org.agglo.app.run.StudyRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a study. */
@Command(
        name = "run",
        description = {
            "Runs a study: reads the employment files, builds the panel, computes the measures, fits the models, and"
                    + " writes tables, figures, a report and a manifest. The results appear whole or not at all."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  agglo run conf/studies/china-provinces.conf",
            "  agglo run conf/studies/us-counties.conf --data /srv/data --out /srv/results/counties"
        })
final class RunCommand extends Verbosity implements Callable<Integer> {
    @Parameters(paramLabel = "STUDY", description = "The study file.")
    private Path study;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the input paths start: a folder or any Hadoop address. Default: what the study says.")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the results go; a finished run there is replaced whole. Default: results/STUDY.")
    private Optional<String> out = Optional.empty();

    @Option(names = "--quiet", description = "Print no progress.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Progress progress = quiet ? Progress.quiet() : Progress.onTerminal();
        spec.commandLine()
                .getOut()
                .print(StudyRun.run(new RunRequest(study, data, out), progress).text());
        return ExitCodes.DONE;
    }
}
