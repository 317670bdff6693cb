package org.agglo.app.study;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds a file's tree against the settings: unknown keys, wrong types, missing keys, values out of range. What is wrong is
 * reported and left out; what is not given is filled in.
 */
final class Shape {
    private final ConfigObject root;
    private final String file;
    private final Problems problems;

    private Shape(ConfigObject root, String file, Problems problems) {
        this.root = root;
        this.file = file;
        this.problems = problems;
    }

    /** The tree with only what is right in it, defaults filled in. */
    static ConfigObject of(ConfigObject root, String file, Problems problems) {
        Shape shape = new Shape(root, file, problems);
        ConfigObject cleaned = shape.group(root, Settings.tree(), List.of());
        return cleaned;
    }

    private ConfigObject group(ConfigObject given, SettingTree tree, List<String> path) {
        ConfigObject clean = ConfigFactory.empty().root().withOrigin(given.origin());
        for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
            List<String> below = with(path, entry.getKey());
            Optional<ConfigValue> value = entry(entry.getKey(), entry.getValue(), tree, below);
            if (value.isPresent()) {
                clean = clean.withValue(entry.getKey(), value.get());
            }
        }
        return filled(clean, given, tree, path);
    }

    private Optional<ConfigValue> entry(String key, ConfigValue value, SettingTree tree, List<String> path) {
        SettingTree known = tree.known().get(key);
        SettingTree chosen = tree.chosen().orElse(null);
        boolean taken = known != null
                && chosen != null
                && !Values.fits(value, known.setting().kind());
        SettingTree found =
                known == null || (taken && Values.fits(value, chosen.setting().kind())) ? chosen : known;
        boolean mistyped = known == null
                && found != null
                && !tree.known().isEmpty()
                && !Values.fits(value, found.setting().kind())
                && Nearest.of(key, tree.known().keySet()).isPresent();
        if (found == null || mistyped) {
            add(value, path, unknown(key, tree));
            return Optional.empty();
        }
        return value(value, found, path);
    }

    private static String unknown(String key, SettingTree tree) {
        Set<String> known = new TreeSet<>(tree.known().keySet());
        String hint = Nearest.hint(key, known);
        return "Unknown key '%s'%s".formatted(key, hint.isEmpty() ? "; known are " + String.join(", ", known) : hint);
    }

    private Optional<ConfigValue> value(ConfigValue value, SettingTree tree, List<String> path) {
        Setting setting = tree.setting();
        if (value.valueType() == ConfigValueType.NULL) {
            add(value, path, "Is null; give a value or leave the key out");
            return Optional.empty();
        }
        if (!Values.fits(value, setting.kind())) {
            add(
                    value,
                    path,
                    "Expected %s, found %s%s"
                            .formatted(setting.kind().words(), Values.shown(value), instead(value, setting)));
            return Optional.empty();
        }
        if (setting.kind().nested()) {
            return Optional.of(nested((ConfigObject) value, tree, path));
        }
        List<String> wrong = Values.problems(value, setting);
        wrong.forEach(message -> add(value, path, message));
        if (!wrong.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(setting.kind() == Kind.GROUPS ? groups((ConfigList) value, tree, path) : value);
    }

    private static String instead(ConfigValue value, Setting setting) {
        if (setting.kind().list() && Values.fits(value, Kind.TEXT)) {
            return "; write [%s]".formatted(Values.text(value));
        }
        return setting.kind() == Kind.GROUPS && Values.fits(value, Kind.GROUP) ? "; write [{ … }]" : "";
    }

    /** Each group of a list, by its number, the first being 1. */
    private ConfigValue groups(ConfigList given, SettingTree tree, List<String> path) {
        SettingTree each = tree.chosen().orElseThrow();
        List<ConfigValue> clean = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            clean.add(nested((ConfigObject) given.get(i), each, with(path, String.valueOf(i + 1))));
        }
        return ConfigValueFactory.fromIterable(clean).withOrigin(given.origin());
    }

    private ConfigObject nested(ConfigObject value, SettingTree tree, List<String> path) {
        if (tree.setting().kind() == Kind.NAMED && value.isEmpty()) {
            add(value, path, "Is empty; fill it or leave it out");
        }
        for (String key : value.keySet()) {
            if (key.isBlank()) {
                add(value, path, "Has a key without a name");
            }
        }
        return group(value, tree, path);
    }

    private ConfigObject filled(ConfigObject clean, ConfigObject given, SettingTree tree, List<String> path) {
        ConfigObject full = clean;
        for (Map.Entry<String, SettingTree> entry : tree.known().entrySet()) {
            Setting setting = entry.getValue().setting();
            List<String> below = with(path, entry.getKey());
            if (setting.required() && !given.containsKey(entry.getKey())) {
                problems.add(Origins.of(given, file), Origins.key(below), missing(setting));
            }
            Optional<ConfigValue> fallback =
                    setting.fallback().flatMap(f -> f.value().apply(below, root));
            if (fallback.isPresent() && !full.containsKey(entry.getKey())) {
                full = full.withValue(entry.getKey(), fallback.get());
            }
        }
        return full;
    }

    private static String missing(Setting setting) {
        String example = setting.example().isEmpty() ? "" : ", as in: " + setting.example();
        return "Missing; it must be given" + example;
    }

    private void add(ConfigValue value, List<String> path, String message) {
        problems.add(Origins.of(value, file), Origins.key(path), message);
    }

    private static List<String> with(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
