package org.agglo.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agglo.app.study.Nearest;
import org.agglo.app.study.Setting;
import org.agglo.app.study.Settings;
import org.agglo.simulate.SimulationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a study file can say. */
@Command(
        name = "describe",
        description = {
            "Prints every setting of a study file with its type, default, meaning and an example; with --simulation, of a"
                    + " simulation file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  agglo describe",
            "  agglo describe panel",
            "  agglo describe --simulation dirt",
            "  agglo describe --markdown > settings.md"
        })
final class DescribeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", arity = "0..1", description = "Only this setting and those below it.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--simulation", description = "The settings of a simulation file instead.")
    private boolean simulation;

    @Option(names = "--markdown", description = "As a Markdown table.")
    private boolean markdown;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String text = simulation ? simulations() : studies();
        if (text.isEmpty()) {
            String wanted = key.orElse("");
            String hint = Nearest.hint(wanted, known());
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no setting %s%s"
                            .formatted(wanted, hint.isEmpty() ? "; agglo describe lists them" : hint));
        }
        spec.commandLine().getOut().print(text);
        return ExitCodes.DONE;
    }

    private String studies() {
        List<Setting> settings = key.map(Settings::below).orElseGet(Settings::all);
        return settings.isEmpty() ? "" : markdown ? SettingText.markdown(settings) : SettingText.plain(settings);
    }

    private String simulations() {
        List<SimulationSettings.Setting> settings = SimulationSettings.all().stream()
                .filter(s ->
                        key.isEmpty() || s.key().equals(key.get()) || s.key().startsWith(key.get() + "."))
                .toList();
        return settings.isEmpty() ? "" : markdown ? SimulationText.markdown(settings) : SimulationText.plain(settings);
    }

    private List<String> known() {
        return simulation
                ? SimulationSettings.all().stream()
                        .map(SimulationSettings.Setting::key)
                        .toList()
                : Settings.all().stream().map(Setting::path).toList();
    }
}
