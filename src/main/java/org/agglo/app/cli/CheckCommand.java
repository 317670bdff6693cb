package org.agglo.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agglo.app.study.Study;
import org.agglo.app.study.StudyException;
import org.agglo.app.study.StudyReader;
import org.agglo.simulate.SimulationException;
import org.agglo.simulate.SimulationReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with study files. */
@Command(
        name = "check",
        description = {
            "Checks study files without starting Spark: unknown settings, wrong types, missing files, unknown variables"
                    + " in formulas; all problems at once, each with file and line. Simulation files too."
        },
        footerHeading = "%nExample:%n",
        footer = {"  agglo check conf/studies/*.conf"})
final class CheckCommand extends Logged implements Callable<Integer> {
    @Parameters(paramLabel = "STUDY", arity = "1..*", description = "Study files, or simulation files.")
    private List<Path> studies;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the input paths start. Default: what the study says.")
    private Optional<String> data = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return logged("Check", studies.stream().map(Path::toString).collect(Collectors.joining(" ")), this::check);
    }

    private int check() {
        PrintWriter out = spec.commandLine().getOut();
        int problems = 0;
        for (Path file : studies) {
            try {
                out.println(file + ": no problems (" + checked(file) + ")");
            } catch (StudyException e) {
                e.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
                problems += e.problems().size();
            } catch (SimulationException e) {
                e.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
                problems += e.problems().size();
            }
        }
        if (problems > 0) {
            spec.commandLine().getErr().println(problems == 1 ? "1 problem" : problems + " problems");
        }
        return problems > 0 ? ExitCodes.STUDY : ExitCodes.DONE;
    }

    private String checked(Path file) {
        return simulates(file)
                ? "a simulation of about %,d rows"
                        .formatted(SimulationReader.read(file).rows())
                : sizes(StudyReader.check(file, data));
    }

    /** Whether the file has what only simulations have, and nothing that only studies have. */
    private static boolean simulates(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            Set<String> keys =
                    lines.map(line -> line.strip().split("[\\s=:{]", 2)[0]).collect(Collectors.toSet());
            return keys.contains("rows") && !keys.contains("sources") && !keys.contains("panel");
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static String sizes(Study study) {
        int models =
                study.tables().stream().mapToInt(table -> table.models().size()).sum();
        return String.join(
                ", ",
                count(study.sources().size(), "source"),
                count(study.measures().size(), "measure"),
                count(models, "model"));
    }

    private static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
