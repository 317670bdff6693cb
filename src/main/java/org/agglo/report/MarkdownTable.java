package org.agglo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;
import org.agglo.report.Table.Column;
import org.agglo.report.Table.Group;
import org.agglo.report.Table.Span;

/** Writes a table as GitHub's Markdown reads it: the title in bold, a pipe table, the notes as a list. */
final class MarkdownTable {
    private static final String SPECIAL = "\\`*_{}[]<>#|~$&";

    private MarkdownTable() {}

    static String render(Table table) {
        StringBuilder out = new StringBuilder();
        if (!table.title().isBlank()) {
            out.append("**").append(escape(table.title())).append("**\n\n");
        }
        out.append(line(headers(table)));
        out.append(line(table.columns().stream().map(MarkdownTable::rule).toList()));
        for (Group group : table.groups()) {
            if (!group.heading().isBlank()) {
                List<String> heading = new ArrayList<>(List.of("**" + escape(group.heading()) + "**"));
                table.columns().stream().skip(1).forEach(c -> heading.add(""));
                out.append(line(heading));
            }
            group.rows()
                    .forEach(row -> out.append(
                            line(row.stream().map(MarkdownTable::cell).toList())));
        }
        if (!table.notes().isEmpty()) {
            out.append('\n');
        }
        table.notes()
                .forEach(note -> out.append("- ").append(unlisted(escape(note))).append('\n'));
        return out.toString();
    }

    /** Backslashes before all that Markdown, GitHub's mathematics included, would take for a mark. */
    static String escape(String text) {
        return Clean.line(text)
                .codePoints()
                .mapToObj(c -> (SPECIAL.indexOf(c) >= 0 ? "\\" : "") + Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String unlisted(String text) {
        return text.replaceFirst("^(\\d+)([.)])", "$1\\\\$2").replaceFirst("^([-+])", "\\\\$1");
    }

    private static List<String> headers(Table table) {
        List<String> above = new ArrayList<>();
        for (Span span : table.spans()) {
            for (int i = 0; i < span.columns(); i++) {
                above.add(span.header().isBlank() ? "" : escape(span.header()) + ": ");
            }
        }
        List<String> headers = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            String header = escape(table.columns().get(c).header());
            headers.add(above.isEmpty() ? header : above.get(c) + header);
        }
        return headers;
    }

    private static String rule(Column column) {
        return column.align() == Align.LEFT ? ":---" : "---:";
    }

    private static String cell(Cell cell) {
        String text = escape(cell.text());
        return switch (cell.kind()) {
            case HIDDEN -> "";
            case TEXT, CHECK -> text;
            case NUMBER -> text + escape(cell.stars());
            case BRACKETED -> "(" + text + ")" + escape(cell.stars());
        };
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
