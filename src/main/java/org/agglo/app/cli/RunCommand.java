package org.agglo.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agglo.app.run.Plan;
import org.agglo.app.run.Planner;
import org.agglo.app.run.Progress;
import org.agglo.app.run.RunRequest;
import org.agglo.app.run.StudyRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a study. */
@Command(
        name = "run",
        description = {
            "Runs a study: reads the employment files, builds the panel, computes the measures, fits the models, and"
                    + " writes tables, figures, a report and a manifest. The results appear whole or not at all."
        },
        customSynopsis = "agglo run [--data DIR] [--out DIR] [--store DIR] [--as-of RUN] [--again] [--dry-run [--json]]"
                + " [OPTIONS] STUDY",
        footerHeading = "%nExamples:%n",
        footer = {
            "  agglo run conf/studies/china-provinces.conf",
            "  agglo run conf/studies/us-counties.conf --data /srv/data --out /srv/results/counties",
            "  agglo run STUDY --dry-run                         what would be read, how often, and what fitted",
            "  agglo run STUDY --store store                     each night: only new and changed files are read"
        })
final class RunCommand extends Logged implements Callable<Integer> {
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

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description =
                    "Where what the files gave is kept, so that the next run reads only new and changed ones. Default:"
                            + " what the study says; without either, nothing is kept.")
    private Optional<String> store = Optional.empty();

    @Option(
            names = "--as-of",
            paramLabel = "RUN",
            description =
                    "Take the files as the store holds them from that run (see agglo store list), not those there are.")
    private Optional<String> asOf = Optional.empty();

    @Option(
            names = "--again",
            description = "Make the results again even if the study, Agglo and all files are as they were.")
    private boolean again;

    @Option(
            names = "--dry-run",
            description =
                    "Only print the plan: each source's files, sizes, how it is read and how often, what a store has of"
                            + " it, the panel, the models. Spark is not started, nothing is written; exits as check does.")
    private boolean dryRun;

    @Option(names = "--json", description = "With --dry-run: the plan as JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "Print no progress.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        refuseFolderOfSomeWorker();
        if (json && !dryRun) {
            throw new ParameterException(spec.commandLine(), "--json goes with --dry-run");
        }
        Progress progress = begin(study);
        boolean always = again || asOf.isPresent();
        RunRequest.Repeat repeat = always ? RunRequest.Repeat.ALWAYS : RunRequest.Repeat.IF_NEW;
        RunRequest request = new RunRequest(study, data, out, store, asOf, repeat);
        if (dryRun) {
            Plan plan = Planner.of(request);
            spec.commandLine().getOut().print(json ? plan.json() : PlanText.of(plan));
            return ExitCodes.DONE;
        }
        spec.commandLine()
                .getOut()
                .print(StudyRun.run(request, quiet ? progress.silent() : progress)
                        .text());
        return ExitCodes.DONE;
    }

    /** With the driver on a worker a relative path would lead into that worker's own folder, where nobody looks. */
    private void refuseFolderOfSomeWorker() {
        if (!"cluster".equals(System.getProperty("spark.submit.deployMode"))) {
            return;
        }
        if (relative(out.orElse("results")) || relative(store.orElse("/"))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "In cluster deploy mode the driver is on a worker: name the whole path of the results with --out"
                            + " (and of a --store), such as /srv/results/mine or hdfs:///results/mine");
        }
    }

    private static boolean relative(String folder) {
        return !new org.apache.hadoop.fs.Path(folder).isAbsolute();
    }
}
