package org.agglo.simulate;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.simulate.SimulationSettings.Setting;

/**
 * One block of a simulation file, read against the table of settings. What is wrong goes to the list of problems with file
 * and line, and reading goes on with the default.
 */
final class Block {
    private final String path;
    private final String pattern;
    private final ConfigObject object;
    private final Problems problems;

    private Block(String path, String pattern, ConfigObject object, Problems problems) {
        this.path = path;
        this.pattern = pattern;
        this.object = object;
        this.problems = problems;
    }

    /** The whole file; names that no setting has are reported. */
    static Block root(Config config, Problems problems) {
        Block root = new Block("", "", config.root(), problems);
        root.refuseUnknown();
        return root;
    }

    /** The block at a key; an empty one, reported if it must be there, where there is none. */
    Block block(String key, boolean required) {
        Block block = child(key, join(pattern, key), required);
        block.refuseUnknown();
        return block;
    }

    /** The blocks in the block at a key, by their names, which the file chooses. */
    Map<String, Block> blocks(String key, boolean required) {
        Block parent = child(key, join(pattern, key), required);
        Map<String, Block> blocks = new LinkedHashMap<>();
        for (String name : parent.names()) {
            Block block = parent.child(name, parent.pattern + ".*", true);
            block.refuseUnknown();
            blocks.put(name, block);
        }
        return blocks;
    }

    /** The block at a key of this one whose keys are variables; variables that may not stand there are reported. */
    Map<String, Block> variables(String key) {
        Map<String, Block> blocks = blocks(key, true);
        for (Map.Entry<String, Block> entry : blocks.entrySet()) {
            if (!SimulationSpec.VARIABLES.contains(entry.getKey())) {
                unknown(entry.getValue().object.origin(), join(path, key), entry.getKey(), SimulationSpec.VARIABLES);
            }
        }
        Problems ignored = new Problems();
        for (String name : SimulationSpec.VARIABLES) {
            if (!blocks.containsKey(name)) {
                if (hasBlock(key)) {
                    problem(key, join(join(path, key), name) + " is missing");
                }
                blocks.put(name, new Block(name, join(pattern, key) + ".*", empty(), ignored));
            }
        }
        return blocks;
    }

    /** Text. */
    String text(String key) {
        return value(key, this::asText).orElse(setting(key).fallback());
    }

    /** A whole number. */
    long whole(String key) {
        return (long) number(key);
    }

    /** A number, whole if the setting is; the default if it is not there, NaN if there is no default. */
    double number(String key) {
        return number(key, fallback(setting(key)));
    }

    /** A number, or this one if it is not there. */
    double number(String key, double otherwise) {
        return value(key, this::asNumber).orElse(otherwise);
    }

    /** Slopes by group: one number for all, or a block. */
    Map<String, Double> slopes(String key, List<String> groups) {
        Map<String, Double> slopes = new LinkedHashMap<>();
        ConfigValue value = object.get(key);
        if (value == null || value.valueType() == ConfigValueType.NUMBER) {
            String fallback = setting(key).fallback();
            Optional<Double> all = value == null
                    ? Optional.of(fallback).filter(text -> !text.isEmpty()).map(Double::valueOf)
                    : asNumber(key, setting(key), value);
            all.ifPresent(slope -> groups.forEach(group -> slopes.put(group, slope)));
        } else if (value instanceof ConfigObject byGroup) {
            byGroup.forEach((group, slope) -> {
                if (!groups.contains(group)) {
                    unknown(slope.origin(), join(path, key), group, groups);
                } else {
                    asNumber(key + "." + group, setting(key), slope).ifPresent(number -> slopes.put(group, number));
                }
            });
        } else {
            wrongType(key, setting(key), value);
        }
        return slopes;
    }

    /** A list of names. */
    List<String> namesAt(String key) {
        ConfigValue value = object.get(key);
        if (value == null) {
            return List.of(setting(key).fallback());
        }
        if (value.unwrapped() instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        wrongType(key, setting(key), value);
        return List.of(setting(key).fallback());
    }

    /** Whether the key is there. */
    boolean has(String key) {
        return object.containsKey(key);
    }

    /** Whether the key holds a block. */
    boolean hasBlock(String key) {
        return object.get(key) instanceof ConfigObject;
    }

    /** Adds a problem at a key of this block, or at the block itself if the key is not there. */
    void problem(String key, String message) {
        ConfigValue value = object.get(key);
        problems.add(value == null ? object.origin() : value.origin(), message);
    }

    /** The path of a key of this block. */
    String pathOf(String key) {
        return join(path, key);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(object.keySet());
        names.sort((a, b) -> Integer.compare(
                object.get(a).origin().lineNumber(), object.get(b).origin().lineNumber()));
        return names;
    }

    private Block child(String key, String childPattern, boolean required) {
        ConfigValue value = object.get(key);
        String childPath = join(path, key);
        if (value instanceof ConfigObject there) {
            return new Block(childPath, childPattern, there, problems);
        }
        if (value != null) {
            problems.add(value.origin(), "%s must be a block in braces, is %s".formatted(childPath, shown(value)));
            return new Block(childPath, childPattern, empty(), new Problems());
        }
        if (required) {
            problems.add(object.origin(), childPath + " is missing");
        }
        return new Block(childPath, childPattern, empty(), required ? new Problems() : problems);
    }

    private void refuseUnknown() {
        List<String> known = SimulationSettings.keysIn(pattern);
        for (String name : names()) {
            if (!known.contains(name)) {
                unknown(object.get(name).origin(), path, name, known);
            }
        }
    }

    private void unknown(ConfigOrigin origin, String in, String name, List<String> known) {
        problems.add(origin, "Unknown setting %s; %s".formatted(join(in, name), Nearest.hint(name, known)));
    }

    private <T> Optional<T> value(String key, Reading<T> reading) {
        Setting setting = setting(key);
        ConfigValue value = object.get(key);
        if (value != null) {
            return reading.read(key, setting, value);
        }
        if (setting.required()) {
            problems.add(object.origin(), "%s is missing: %s".formatted(join(path, key), lower(setting.meaning())));
        }
        return Optional.empty();
    }

    private Optional<String> asText(String key, Setting setting, ConfigValue value) {
        if (value.valueType() != ConfigValueType.STRING) {
            wrongType(key, setting, value);
            return Optional.empty();
        }
        return Optional.of((String) value.unwrapped());
    }

    private Optional<Double> asNumber(String key, Setting setting, ConfigValue value) {
        boolean whole = setting.type() == SimulationSettings.Type.WHOLE;
        if (value.valueType() != ConfigValueType.NUMBER) {
            wrongType(key, setting, value);
            return Optional.empty();
        }
        double number = ((Number) value.unwrapped()).doubleValue();
        if (whole && number != Math.rint(number)) {
            wrongType(key, setting, value);
            return Optional.empty();
        }
        if (!(number >= setting.min() && number <= setting.max())) {
            problems.add(
                    value.origin(),
                    "%s must lie between %s and %s, is %s"
                            .formatted(join(path, key), plain(setting.min()), plain(setting.max()), shown(value)));
            return Optional.empty();
        }
        return Optional.of(number);
    }

    private void wrongType(String key, Setting setting, ConfigValue value) {
        problems.add(value.origin(), "%s must be %s, is %s".formatted(join(path, key), setting.type(), shown(value)));
    }

    private Setting setting(String key) {
        return SimulationSettings.at(join(pattern, key));
    }

    private static double fallback(Setting setting) {
        return setting.required() || setting.fallback().isEmpty() ? Double.NaN : Double.parseDouble(setting.fallback());
    }

    private static String shown(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> "a block";
            case LIST -> "a list";
            case NULL -> "null";
            default -> value.render();
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private static String lower(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static ConfigObject empty() {
        return ConfigFactory.empty().root();
    }

    /** Turns a value into what it should be, or reports it. */
    private interface Reading<T> {
        Optional<T> read(String key, Setting setting, ConfigValue value);
    }
}
