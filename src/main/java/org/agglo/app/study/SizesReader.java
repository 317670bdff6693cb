package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.disclosure.SizeClasses;
import org.agglo.disclosure.SizeClasses.Range;
import org.agglo.disclosure.SizeCounts;
import org.agglo.ingest.Source;

/** Reads what a publisher says of the size of withheld cells. */
final class SizesReader {
    private final Source source;
    private final Scope scope;
    private final List<String> columns;

    /** @param columns the treated ones */
    SizesReader(Source source, Scope scope, List<String> columns) {
        this.source = source;
        this.scope = scope;
        this.columns = columns;
    }

    /** {@code classes}. */
    SizeClasses classes(Node at) {
        String column = at.text("column");
        if (!column.isEmpty() && !scope.knows(column)) {
            at.problem("column", scope.unknown(column, "source '%s'".formatted(source.name())));
        }
        String of = of(at);
        Map<String, Range> bounds = new LinkedHashMap<>(at.has("table") ? SizeClasses.CBP : Map.of());
        if (!at.has("table") && !at.has("bounds") && !at.faulty("bounds")) {
            at.problem("Nothing says what the classes are; give 'bounds', or a 'table' that is known");
        }
        bounds.putAll(ranges(at, "bounds"));
        return new SizeClasses(column, of, bounds);
    }

    /** {@code counts}. */
    SizeCounts counts(Node at) {
        Map<String, Range> sizes = new LinkedHashMap<>();
        if (at.has("table")) {
            sizes.putAll(SizeCounts.CBP);
            // The least class has one of two names, by vintage.
            sizes.remove(scope.knows("n1_4") ? "n_lt5" : "n1_4");
        } else if (!at.has("sizes") && !at.faulty("sizes")) {
            at.problem("Nothing says which sizes are counted; give 'sizes', or a 'table' that is known");
        }
        sizes.putAll(ranges(at, "sizes"));
        sizes.keySet().forEach(name -> count(at, "sizes", name));
        Optional<String> all = at.maybe("all");
        all.ifPresent(name -> count(at, "all", name));
        return new SizeCounts(of(at), sizes, all);
    }

    private void count(Node at, String key, String name) {
        if (!scope.knows(name)) {
            at.problem(key, scope.unknown(name, "source '%s'".formatted(source.name())));
        } else if (scope.isText(name)) {
            at.problem(key, "'%s' is text; a number is needed".formatted(name));
        } else if (columns.contains(name)) {
            at.problem(key, "'%s' is treated itself; a count must be published of withheld cells".formatted(name));
        }
    }

    private String of(Node at) {
        String of = at.maybe("of").orElse(columns.isEmpty() ? "" : columns.get(0));
        if (!columns.isEmpty() && !columns.contains(of)) {
            at.problem("of", "'%s' is not treated; treated are %s".formatted(of, String.join(", ", columns)));
        }
        return of;
    }

    private static Map<String, Range> ranges(Node at, String key) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        at.child(key)
                .ifPresent(child -> child.keys().forEach(name -> {
                    List<Double> ends = child.numbers(name);
                    double low = ends.get(0);
                    double high = ends.size() > 1 ? ends.get(1) : Double.POSITIVE_INFINITY;
                    if (low < 0 || high < low) {
                        child.problem(
                                name, "Expected a least value of 0 or more, then a greatest that is not below it");
                    }
                    ranges.put(name, new Range(low, high));
                }));
        return ranges;
    }
}
