package org.agglo.app.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agglo.app.study.Nearest;
import org.agglo.app.study.Presets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the layouts of publications that a source can name. */
@Command(
        name = "presets",
        description = {
            "Lists the layouts of publications that a source of a study can name, as in preset = qcew-quarterly; with a"
                    + " name, prints that fragment of a study file, which says what each column is."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  agglo presets", "  agglo presets cbp-county"})
final class PresetsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Print this one.")
    private Optional<String> name = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name.isEmpty()) {
            Presets.names().forEach(each -> out.println("%-27s %s".formatted(each, Presets.title(each))));
            return ExitCodes.DONE;
        }
        if (!Presets.names().contains(name.get())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no preset '%s'%s".formatted(name.get(), Nearest.hintOrAll(name.get(), Presets.names())));
        }
        out.print(Presets.text(name.get()));
        return ExitCodes.DONE;
    }
}
