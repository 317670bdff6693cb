package org.agglo.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.agglo.simulate.SimulationReport;
import org.agglo.simulate.SimulationSettings.Setting;

/** Simulations in words: what one made, and what its file can say. */
final class SimulationText {
    private SimulationText() {}

    static String of(SimulationReport report, String folder) {
        return String.format(
                Locale.ROOT,
                "%,d rows in %s, with truth.json; bad rows by kind: %s",
                report.rows(),
                folder,
                report.dirt());
    }

    static String plain(List<Setting> settings) {
        return settings.stream()
                .map(s -> "%s  (%s)\n    %s.\n".formatted(s.key(), facts(s), s.meaning()))
                .collect(Collectors.joining("\n"));
    }

    static String markdown(List<Setting> settings) {
        return settings.stream()
                .map(s -> "| `%s` | %s | %s |\n".formatted(s.key(), facts(s), s.meaning()))
                .collect(Collectors.joining("", "| setting | type and default | meaning |\n|---|---|---|\n", ""));
    }

    private static String facts(Setting setting) {
        return switch (setting.fallback()) {
            case "required" -> setting.type() + ", must be given";
            case "" -> setting.type().toString();
            default -> setting.type() + ", default " + setting.fallback();
        };
    }
}
