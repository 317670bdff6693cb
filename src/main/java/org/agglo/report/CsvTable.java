package org.agglo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.agglo.report.Table.Cell;
import org.agglo.report.Table.Group;
import org.agglo.report.Table.Span;

/** Writes a table for programs; see {@link TableFormat#CSV}. */
final class CsvTable {
    private static final String LINE = "\r\n";
    private static final String FORMULA = "=+-@\t\r\n";

    private CsvTable() {}

    static String render(Table table) {
        boolean grouped =
                table.groups().stream().anyMatch(group -> !group.heading().isBlank());
        StringBuilder out = new StringBuilder(line(headers(table, grouped)));
        for (Group group : table.groups()) {
            for (List<Cell> row : group.rows()) {
                List<String> fields = new ArrayList<>();
                if (grouped) {
                    fields.add(text(group.heading()));
                }
                row.forEach(cell -> fields.add(field(cell)));
                out.append(line(fields));
            }
        }
        return out.toString();
    }

    private static List<String> headers(Table table, boolean grouped) {
        List<String> above = new ArrayList<>();
        for (Span span : table.spans()) {
            for (int i = 0; i < span.columns(); i++) {
                above.add(span.header().isBlank() ? "" : span.header() + ": ");
            }
        }
        List<String> headers = new ArrayList<>(grouped ? List.of("group") : List.of());
        for (int c = 0; c < table.columns().size(); c++) {
            String header = table.columns().get(c).header();
            headers.add(text(above.isEmpty() ? header : above.get(c) + header));
        }
        return headers;
    }

    private static String field(Cell cell) {
        return switch (cell.kind()) {
            case TEXT, HIDDEN -> text(cell.text());
            case CHECK -> "yes";
            case NUMBER, BRACKETED -> Numbers.full(cell.value());
        };
    }

    /** Text as a field: no formula for a spreadsheet, quoted where it must be. */
    private static String text(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static String line(List<String> fields) {
        return fields.stream().collect(Collectors.joining(",", "", LINE));
    }
}
