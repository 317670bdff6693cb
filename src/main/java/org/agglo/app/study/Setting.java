package org.agglo.app.study;

import java.util.List;
import java.util.Optional;

/**
 * One setting that a study file may hold.
 *
 * @param path dotted; a name the study chooses is written {@code <source>}
 * @param required whether it must be given wherever the settings around it are
 * @param fallback what holds where it is not given; empty if then there is none of it
 * @param allowed the only values; empty for any
 * @param least least number, or least number of list elements
 * @param most greatest number, or greatest number of list elements
 * @param meaning in a sentence or two
 * @param example as it would stand in a file
 */
public record Setting(
        String path,
        Kind kind,
        boolean required,
        Optional<Fallback> fallback,
        List<String> allowed,
        double least,
        double most,
        String meaning,
        String example) {

    static Setting of(String path, Kind kind, String example, String meaning) {
        double least = kind.list() ? 1 : Double.NEGATIVE_INFINITY;
        return new Setting(
                path,
                kind,
                false,
                Optional.empty(),
                List.of(),
                least,
                Double.POSITIVE_INFINITY,
                meaning,
                example.isEmpty() ? "" : name(path) + (kind.nested() ? " " : " = ") + example);
    }

    private static String name(String path) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        return last.startsWith("<") ? last.substring(1, last.length() - 1) : last;
    }

    Setting must() {
        return new Setting(path, kind, true, fallback, allowed, least, most, meaning, example);
    }

    Setting or(Fallback value) {
        return new Setting(path, kind, required, Optional.of(value), allowed, least, most, meaning, example);
    }

    /** A default as it would stand in a file. */
    Setting or(String literal) {
        return or(Fallback.literal(literal));
    }

    Setting oneOf(String... values) {
        return new Setting(path, kind, required, fallback, List.of(values), least, most, meaning, example);
    }

    /** Bounds of the number, or of the number of elements. */
    Setting within(double low, double high) {
        return new Setting(path, kind, required, fallback, allowed, low, high, meaning, example);
    }

    /** The last part of the path is a name that the study chooses. */
    boolean wildcard() {
        return path.endsWith(">");
    }
}
