package org.agglo.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agglo.app.study.Setting;
import org.agglo.app.study.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a study file can say. */
@Command(
        name = "describe",
        description = {"Prints every setting of a study file with its type, default, meaning and an example."},
        footerHeading = "%nExamples:%n",
        footer = {"  agglo describe", "  agglo describe panel", "  agglo describe --markdown > settings.md"})
final class DescribeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", arity = "0..1", description = "Only this setting and those below it.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--markdown", description = "As a Markdown table.")
    private boolean markdown;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Setting> settings = key.map(Settings::below).orElseGet(Settings::all);
        if (settings.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "There is no setting %s; agglo describe lists them".formatted(key.orElse("")));
        }
        spec.commandLine().getOut().print(markdown ? SettingText.markdown(settings) : SettingText.plain(settings));
        return ExitCodes.DONE;
    }
}
