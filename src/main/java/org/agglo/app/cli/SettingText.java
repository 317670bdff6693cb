package org.agglo.app.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.agglo.app.study.Setting;

/** Settings as people read them. */
final class SettingText {
    private SettingText() {}

    static String plain(List<Setting> settings) {
        return settings.stream().map(SettingText::plain).collect(Collectors.joining("\n"));
    }

    private static String plain(Setting setting) {
        StringBuilder text = new StringBuilder();
        text.append(setting.path()).append("  (").append(facts(setting)).append(")\n");
        text.append("    ").append(setting.meaning()).append('\n');
        if (!setting.example().isEmpty()) {
            text.append("    Example: ").append(setting.example()).append('\n');
        }
        return text.toString();
    }

    private static String facts(Setting setting) {
        String facts = setting.kind().words();
        if (!setting.allowed().isEmpty()) {
            facts += ": " + String.join(" | ", setting.allowed());
        }
        if (setting.required()) {
            return facts + ", must be given";
        }
        return facts + setting.fallback().map(f -> ", default " + f.words()).orElse("");
    }

    static String markdown(List<Setting> settings) {
        return settings.stream()
                .map(s -> "| `%s` | %s | %s | %s |\n"
                        .formatted(
                                s.path(),
                                cell(facts(s)),
                                cell(s.meaning()),
                                s.example().isEmpty() ? "" : "`" + cell(s.example()) + "`"))
                .collect(Collectors.joining(
                        "", "| setting | type and default | meaning | example |\n|---|---|---|---|\n", ""));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
