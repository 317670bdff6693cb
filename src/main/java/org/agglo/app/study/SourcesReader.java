package org.agglo.app.study;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Csv;
import org.agglo.ingest.Duplicates;
import org.agglo.ingest.Field;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.Layout;
import org.agglo.ingest.Numerals;
import org.agglo.ingest.Source;
import org.agglo.ingest.Suppression;
import org.agglo.ingest.csv.CsvReader;

/** Reads {@code sources}. */
final class SourcesReader {
    private SourcesReader() {}

    static Map<String, Source> read(Node root) {
        Map<String, Source> sources = new LinkedHashMap<>();
        for (Node node : root.children("sources")) {
            NameRule.file(node.name()).ifPresent(node::problem);
            sources.put(node.name(), source(node));
        }
        return sources;
    }

    /** Source to its columns' headers and where each is asked for. */
    static Map<String, Map<String, Origin>> places(Node root) {
        Map<String, Map<String, Origin>> places = new LinkedHashMap<>();
        for (Node node : root.children("sources")) {
            Map<String, Origin> headers = new LinkedHashMap<>();
            node.children("columns")
                    .forEach(column ->
                            column.texts("from").forEach(header -> headers.putIfAbsent(header, column.origin())));
            places.put(node.name(), headers);
        }
        return places;
    }

    /** The declared columns; open if they are not declared right. */
    static Scope scope(Source source) {
        Scope scope = new Scope();
        source.fields().forEach(field -> scope.add(field.name(), Optional.ofNullable(field.type())));
        if (source.fields().isEmpty()) {
            scope.open();
        }
        return scope;
    }

    private static Source source(Node node) {
        Scope scope = new Scope();
        Numerals numerals = ExtractionReader.numerals(node, '.', Optional.empty());
        List<Field> fields = node.children("columns").stream()
                .map(column -> FieldReader.read(column, scope, numerals))
                .toList();
        if (fields.isEmpty() || node.child("columns").filter(Node::lost).isPresent()) {
            scope.open();
        }
        known(node, "key", node.texts("key"), scope);
        known(node, "keep", node.texts("keep"), scope);
        if (node.has("keep") && !node.has("preset")) {
            node.problem("keep", "There is no 'preset' whose columns to keep");
        }
        DataFiles.path(node);
        Layout layout = LayoutReader.read(node);
        return new Source(
                node.name(),
                node.text("path"),
                FileFormat.valueOf(node.text("format").toUpperCase(Locale.ROOT)),
                csv(node, layout),
                layout,
                DatabaseReader.read(node),
                fields,
                node.texts("key"),
                duplicates(node),
                where(node, scope),
                node.child("suppressed").map(child -> suppression(child, scope)));
    }

    private static Csv csv(Node node, Layout layout) {
        String delimiter = node.text("delimiter");
        if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
            node.problem("delimiter", "Expected one character, no quote or line end, found '%s'".formatted(delimiter));
        }
        String encoding = node.text("encoding");
        if (!supported(encoding)) {
            node.problem(
                    "encoding",
                    "Unknown encoding '%s'%s"
                            .formatted(
                                    encoding,
                                    Nearest.hint(
                                            encoding,
                                            Charset.availableCharsets().keySet())));
        }
        char quote = node.text("quote").equals("none") ? CsvReader.NO_QUOTE : quote(node);
        if (delimiter.indexOf(quote) == 0) {
            node.problem("quote", "Is the delimiter; they must differ");
        }
        return new Csv(
                delimiter.isEmpty() ? ',' : delimiter.charAt(0), quote, encoding, AliasesReader.read(node, layout));
    }

    private static char quote(Node node) {
        return node.maybe("quote").map(text -> text.charAt(0)).orElse('"');
    }

    private static boolean supported(String encoding) {
        try {
            return Charset.isSupported(encoding);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private static Duplicates duplicates(Node node) {
        Duplicates duplicates = Duplicates.valueOf(node.text("duplicates").toUpperCase(Locale.ROOT));
        if (duplicates == Duplicates.FIRST && node.texts("key").isEmpty() && !node.faulty("key")) {
            node.problem("duplicates", "There is no 'key' that rows could share; give one, or leave this out");
        }
        return duplicates;
    }

    private static Map<String, List<String>> where(Node node, Scope scope) {
        Map<String, List<String>> where = new LinkedHashMap<>();
        node.child("where")
                .ifPresent(child -> child.keys().forEach(column -> {
                    known(child, column, List.of(column), scope);
                    where.put(column, child.texts(column));
                }));
        return where;
    }

    private static Suppression suppression(Node node, Scope scope) {
        known(node, "column", node.maybe("column").stream().toList(), scope);
        known(node, "columns", node.texts("columns"), scope);
        List<Suppression> also = node.children("also").stream()
                .map(rule -> suppression(rule, scope))
                .toList();
        return new Suppression(node.text("column"), node.texts("codes"), node.texts("columns"), also);
    }

    private static void known(Node node, String key, List<String> names, Scope scope) {
        names.stream()
                .filter(name -> !scope.knows(name))
                .forEach(name -> node.problem(key, scope.unknown(name, "this source")));
    }

    /** Whether a column is declared with another type than that. */
    static boolean isNot(FieldType type, String column, Scope scope) {
        return scope.type(column).filter(t -> t != type).isPresent();
    }
}
