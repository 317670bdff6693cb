package org.agglo.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.agglo.app.run.StorePlaces;
import org.agglo.store.Runs;
import org.agglo.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into the store of a study, and goes back in it. */
@Command(
        name = "store",
        description = {
            "Looks into a study's store, which keeps what each file gave so that the next run reads only new and changed"
                    + " files. Every run that ended is one snapshot in it, under the id of the run's manifest. Ids can be"
                    + " cut short."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {StoreCommand.ListRuns.class, StoreCommand.Compare.class, StoreCommand.RollBack.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  agglo store list STUDY                  the runs that can be gone back to, the latest first",
            "  agglo store compare STUDY 3f2a 9c41     which files and rows came, went and changed between two",
            "  agglo run STUDY --as-of 3f2a            the results of a run again, with the files as they were then",
            "  agglo store rollback STUDY 3f2a         forget what later runs read"
        })
final class StoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCodes.STUDY;
    }

    /** Which store. */
    static final class Place {
        @Parameters(index = "0", paramLabel = "STUDY", description = "The study file.")
        private Path study;

        @Option(
                names = "--store",
                paramLabel = "DIR",
                description = "The store's folder. Default: what the study says.")
        private Optional<String> folder = Optional.empty();

        @Override
        public String toString() {
            return study.toString();
        }

        StorePlaces.Opened open() {
            return StorePlaces.open(study, folder);
        }
    }

    /** Lists the runs. */
    @Command(
            name = "list",
            description = "Lists the runs that the store remembers, the latest first, with the number of their files.",
            footer = {"  agglo store list STUDY", "  agglo store list STUDY --store /srv/store"})
    static final class ListRuns extends Logged implements Callable<Integer> {
        @Mixin
        private Place place;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            return logged("List", place, this::list);
        }

        private int list() {
            PrintWriter out = spec.commandLine().getOut();
            Runs runs = place.open().runs();
            out.printf("%-36s  %-20s  %6s%n", "Run", "Ended", "Files");
            for (Runs.Run run : runs.list()) {
                out.printf(
                        "%-36s  %-20.19s  %6d%s%n",
                        run.id(), run.ended(), runs.files(run.id()).size(), run.current() ? "  current" : "");
            }
            return ExitCodes.DONE;
        }
    }

    /** Holds two runs against each other. */
    @Command(
            name = "compare",
            description =
                    "Says which files came, went or changed from one run to another, and how many rows that made.",
            footer = {"  agglo store compare STUDY 3f2a 9c41"})
    static final class Compare extends Logged implements Callable<Integer> {
        @Mixin
        private Place place;

        @Parameters(index = "1", paramLabel = "OLD", description = "The id of the earlier run.")
        private String first;

        @Parameters(index = "2", paramLabel = "NEW", description = "The id of the later run.")
        private String second;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            return logged("Compare", place, this::compare);
        }

        private int compare() {
            PrintWriter out = spec.commandLine().getOut();
            Runs runs = place.open().runs();
            Runs.Comparison files = runs.compare(first, second);
            print(out, "added", files.added());
            print(out, "removed", files.removed());
            print(out, "changed", files.changed());
            out.println(files.same() == 1 ? "1 file is the same" : files.same() + " files are the same");
            Map<String, String> before = new TreeMap<>(runs.facts(first));
            Map<String, String> after = new TreeMap<>(runs.facts(second));
            TreeSet<String> names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            names.forEach(name -> {
                String old = before.getOrDefault(name, "none");
                String now = after.getOrDefault(name, "none");
                out.println(name + ": " + (old.equals(now) ? old : old + " -> " + now));
            });
            return ExitCodes.DONE;
        }

        private static void print(PrintWriter out, String what, List<String> files) {
            files.forEach(file -> out.println(what + "  " + file));
        }
    }

    /** Goes back to a run. */
    @Command(
            name = "rollback",
            description = {
                "Puts the store back to where a run left it: later runs are no longer built upon. The data files and results"
                        + " are not touched. The next run compares the files that there are with those of that run."
            },
            footer = {"  agglo store rollback STUDY 3f2a"})
    static final class RollBack extends Logged implements Callable<Integer> {
        @Mixin
        private Place place;

        @Parameters(index = "1", paramLabel = "RUN", description = "The id of the run to go back to.")
        private String run;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            return logged("Roll back", place, this::rollBack);
        }

        private int rollBack() {
            StorePlaces.Opened opened = place.open();
            Runs.Run at;
            try (Store store = opened.locked()) {
                at = opened.runs().rollBack(run);
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%s stands at run %s again. With --as-of %s, agglo run makes that run's results again; without,"
                                        + " it reads the files that have come or changed since.%n",
                                store.shown(), at.id(), at.id());
            }
            return ExitCodes.DONE;
        }
    }
}
