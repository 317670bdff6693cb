package org.agglo.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.disclosure.Hierarchy;
import org.agglo.disclosure.SizeClasses;
import org.agglo.disclosure.SizeCounts;
import org.agglo.disclosure.Treatment;
import org.agglo.disclosure.Treatment.Method;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.Source;

/** Reads the {@code treatment} of a source. */
final class TreatmentReader {
    private final Node node;
    private final Source source;
    private final Scope scope;

    private TreatmentReader(Node node, Source source) {
        this.node = node;
        this.source = source;
        this.scope = SourcesReader.scope(source);
    }

    /** Source to treatment, for the sources that have one. */
    static Map<String, Treatment> read(Node root, Map<String, Source> sources) {
        Map<String, Treatment> treatments = new LinkedHashMap<>();
        for (Node node : root.children("sources")) {
            node.child("treatment")
                    .ifPresent(child -> treatments.put(
                            node.name(), new TreatmentReader(child, sources.get(node.name())).treatment()));
        }
        return treatments;
    }

    /** The sources as they are once treated. */
    static Map<String, Source> treated(Map<String, Source> sources, Map<String, Treatment> treatments) {
        Map<String, Source> treated = new LinkedHashMap<>();
        sources.forEach((name, source) -> treated.put(
                name, treatments.containsKey(name) ? treatments.get(name).treated(source) : source));
        return treated;
    }

    private Treatment treatment() {
        Method method = node.maybe("method")
                .map(text -> Method.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Method.MISSING);
        List<String> columns = columns();
        node.maybe("weight").ifPresent(name -> number(node, "weight", name));
        List<Hierarchy> hierarchies =
                node.children("hierarchies").stream().map(this::hierarchy).toList();
        var sizes = new SizesReader(source, scope, columns);
        Optional<SizeClasses> classes = node.child("classes").map(sizes::classes);
        Optional<SizeCounts> counts = node.child("counts").map(sizes::counts);
        Treatment treatment =
                new Treatment(source.name(), method, columns, hierarchies, classes, counts, node.maybe("weight"));
        if (method != Method.MISSING) {
            ties(hierarchies, method == Method.BOUNDED && (classes.isPresent() || counts.isPresent()));
            names(treatment);
        }
        return treatment;
    }

    private List<String> columns() {
        if (source.suppressed().isEmpty()) {
            node.problem(
                    "Source '%s' withholds nothing; say which cells it does in 'suppressed'".formatted(source.name()));
        }
        List<String> columns = node.texts("columns");
        columns.forEach(name -> number(node, "columns", name));
        if (!columns.isEmpty() || node.faulty("columns")) {
            return columns;
        }
        List<String> named = new ArrayList<>();
        source.suppressed()
                .ifPresent(rule -> rule.fields().stream()
                        .filter(name -> !scope.isText(name))
                        .forEach(named::add));
        return named;
    }

    private void number(Node at, String key, String name) {
        if (!scope.knows(name)) {
            at.problem(key, scope.unknown(name, "source '%s'".formatted(source.name())));
        } else if (scope.isText(name)) {
            at.problem(key, "'%s' is text; a number is needed".formatted(name));
        } else if (source.key().contains(name)) {
            at.problem(key, "'%s' is part of the key, which is never withheld".formatted(name));
        }
    }

    private Hierarchy hierarchy(Node at) {
        String column = at.text("column");
        if (!column.isEmpty() && !scope.knows(column)) {
            at.problem("column", scope.unknown(column, "source '%s'".formatted(source.name())));
        } else if (!column.isEmpty() && !source.key().contains(column)) {
            at.problem(
                    "column",
                    "Is not part of the key of source '%s'; a cell's parent has its other keys, so add '%s' to 'key' there"
                            .formatted(source.name(), column));
        }
        return HierarchyReader.read(at, at.flag("complete"));
    }

    /**
     * A treatment other than leaving cells missing needs a key, and something that ties cells.
     *
     * @param alone whether cells are bounded each by itself
     */
    private void ties(List<Hierarchy> hierarchies, boolean alone) {
        if (source.key().isEmpty()) {
            node.problem("Source '%s' has no key, so a cell's parent cannot be found; write key = [...] there"
                    .formatted(source.name()));
        }
        if (hierarchies.isEmpty() && !alone && !node.faulty("hierarchies")) {
            node.problem("method", "Nothing says which cells add up to which; give 'hierarchies'");
        }
        List<String> columns = hierarchies.stream().map(Hierarchy::column).toList();
        if (columns.stream().distinct().count() < columns.size()) {
            node.problem("hierarchies", "Two hierarchies have the same column; put their codes into one");
        }
        if (node.text("method").equals("imputed")
                && !hierarchies.isEmpty()
                && hierarchies.stream().noneMatch(Hierarchy::complete)) {
            node.problem("method", "In no hierarchy do children add up to their parent; nothing can be imputed");
        }
    }

    private void names(Treatment treatment) {
        for (String column : treatment.columns()) {
            for (String name : treatment.brought(column)) {
                scope.add(name, Optional.of(FieldType.NUMBER))
                        .ifPresent(other -> node.problem("Makes a column '%s', which source '%s' has; rename it there"
                                .formatted(name, source.name())));
            }
        }
    }
}
