package org.agglo.app.study;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Single values: what they are, and whether a setting allows them. */
final class Values {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Values() {}

    static boolean fits(ConfigValue value, Kind kind) {
        return switch (kind) {
            case GROUP, NAMED -> value.valueType() == ConfigValueType.OBJECT;
            case GROUPS -> value instanceof ConfigList list && list.stream().allMatch(group -> fits(group, Kind.GROUP));
            case TEXTS -> value instanceof ConfigList list && list.stream().allMatch(Values::scalar);
            case NUMBERS ->
                value instanceof ConfigList list
                        && list.stream().allMatch(e -> number(e).isPresent());
            case TEXT -> scalar(value);
            case ONE_OR_MORE -> fits(value, Kind.TEXT) || fits(value, Kind.TEXTS);
            case NUMBER -> number(value).isPresent();
            case WHOLE -> number(value).filter(Values::whole).isPresent();
            case FLAG -> scalar(value) && List.of("true", "false").contains(text(value));
        };
    }

    /** What is wrong with a value of the right kind. */
    static List<String> problems(ConfigValue value, Setting setting) {
        return switch (setting.kind()) {
            case TEXT -> text(text(value), setting);
            case NUMBER, WHOLE -> range(number(value).orElseThrow(), setting);
            case ONE_OR_MORE -> value instanceof ConfigList list ? list(list, setting) : text(text(value), setting);
            case TEXTS, NUMBERS -> list((ConfigList) value, setting);
            case GROUPS -> ((ConfigList) value).isEmpty() ? List.of("Is an empty list") : List.of();
            case FLAG, GROUP, NAMED -> List.of();
        };
    }

    private static List<String> text(String text, Setting setting) {
        if (text.isEmpty()) {
            return List.of("Is empty");
        }
        if (text.chars().anyMatch(c -> c == 0)) {
            return List.of("Holds a NUL character");
        }
        if (setting.allowed().isEmpty() || setting.allowed().contains(text)) {
            return List.of();
        }
        return List.of("Unknown value '%s'; allowed are %s%s"
                .formatted(text, String.join(", ", setting.allowed()), Nearest.hint(text, setting.allowed())));
    }

    private static List<String> range(double number, Setting setting) {
        if (number >= setting.least() && number <= setting.most()) {
            return List.of();
        }
        return List.of("%s is out of range; expected %s".formatted(shown(number), bounds(setting)));
    }

    private static String bounds(Setting setting) {
        if (Double.isInfinite(setting.most())) {
            return "at least " + shown(setting.least());
        }
        return Double.isInfinite(setting.least())
                ? "at most " + shown(setting.most())
                : "from " + shown(setting.least()) + " to " + shown(setting.most());
    }

    private static List<String> list(ConfigList list, Setting setting) {
        List<String> wrong = new ArrayList<>();
        if (list.isEmpty() && setting.least() > 0) {
            wrong.add("Is an empty list");
        } else if (list.size() < setting.least() || list.size() > setting.most()) {
            wrong.add("Expected %s, found %d".formatted(elements(setting), list.size()));
        }
        if (setting.kind() != Kind.NUMBERS) {
            Set<String> seen = new HashSet<>();
            texts(list).stream()
                    .filter(text -> !seen.add(text))
                    .distinct()
                    .forEach(text -> wrong.add("'%s' is listed twice".formatted(text)));
            seen.stream()
                    .filter(text -> !setting.allowed().isEmpty())
                    .sorted()
                    .forEach(text -> wrong.addAll(text(text, setting)));
        }
        return wrong;
    }

    private static String elements(Setting setting) {
        String least = shown(setting.least());
        if (Double.isInfinite(setting.most())) {
            return least + " elements or more";
        }
        return setting.least() == setting.most()
                ? least + " elements"
                : least + " to " + shown(setting.most()) + " elements";
    }

    /** What stands there, in words that follow "found". */
    static String shown(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> "settings in { }";
            case LIST ->
                odd((ConfigList) value).map(e -> "a list with " + shown(e)).orElse("a list");
            case NULL -> "null";
            case STRING, NUMBER, BOOLEAN -> "'" + text(value) + "'";
        };
    }

    /** The element that makes a list none of text or of numbers. */
    private static Optional<ConfigValue> odd(ConfigList list) {
        return list.stream()
                .filter(e -> !scalar(e))
                .findFirst()
                .or(() -> list.stream().filter(e -> number(e).isEmpty()).findFirst());
    }

    /** A scalar as it is written, 007 as 007. */
    static String text(ConfigValue value) {
        return value.atKey("value").getString("value");
    }

    static List<String> texts(ConfigValue value) {
        return value instanceof ConfigList list
                ? list.stream().map(Values::text).toList()
                : List.of(text(value));
    }

    static Optional<Double> number(ConfigValue value) {
        return scalar(value) ? number(text(value)) : Optional.empty();
    }

    /** A decimal number that a double can hold. */
    static Optional<Double> number(String text) {
        return DECIMAL.matcher(text).matches()
                ? Optional.of(Double.valueOf(text)).filter(Double::isFinite)
                : Optional.empty();
    }

    private static boolean whole(double number) {
        return number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE;
    }

    private static boolean scalar(ConfigValue value) {
        return Arrays.asList(ConfigValueType.STRING, ConfigValueType.NUMBER, ConfigValueType.BOOLEAN)
                .contains(value.valueType());
    }

    private static String shown(double number) {
        return whole(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
