package org.agglo.report;

import java.util.List;
import java.util.stream.Collectors;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;
import org.agglo.report.Table.Column;
import org.agglo.report.Table.Group;
import org.agglo.report.Table.Span;

/** Writes a table as HTML that says what heads what, so that it can be read aloud. */
final class HtmlTable {
    /** Names of rows up to so many characters stand on one line. */
    private static final int SHORT = 28;

    private HtmlTable() {}

    static String render(Table table) {
        StringBuilder out = new StringBuilder("<table>\n");
        if (!table.title().isBlank()) {
            out.append("<caption>").append(Html.escape(table.title())).append("</caption>\n");
        }
        head(out, table);
        table.groups().forEach(group -> body(out, table, group));
        if (!table.notes().isEmpty()) {
            out.append("<tfoot>\n<tr><td colspan=\"")
                    .append(table.columns().size())
                    .append("\">\n");
            table.notes()
                    .forEach(note -> out.append("<p>").append(Html.escape(note)).append("</p>\n"));
            out.append("</td></tr>\n</tfoot>\n");
        }
        return out.append("</table>\n").toString();
    }

    static String page(List<Table> tables) {
        String title = tables.isEmpty() ? "Tables" : tables.get(0).title();
        return HtmlPage.of(title, tables.stream().map(HtmlTable::render).collect(Collectors.joining("\n")));
    }

    private static void head(StringBuilder out, Table table) {
        out.append("<thead>\n");
        if (table.spans().stream().anyMatch(span -> !span.header().isBlank())) {
            out.append("<tr>");
            table.spans().forEach(span -> out.append(span(span)));
            out.append("</tr>\n");
        }
        out.append("<tr>");
        table.columns().forEach(column -> out.append(header(column)));
        out.append("</tr>\n</thead>\n");
    }

    private static String span(Span span) {
        return span.header().isBlank()
                ? "<td colspan=\"%s\"></td>".formatted(span.columns())
                : "<th scope=\"colgroup\" colspan=\"%s\" class=\"span\">%s</th>"
                        .formatted(span.columns(), Html.escape(span.header()));
    }

    private static String header(Column column) {
        String style = column.align() == Align.LEFT ? "" : " class=\"num\"";
        return column.header().isBlank()
                ? "<td" + style + "></td>"
                : "<th scope=\"col\"" + style + ">" + Html.escape(column.header()) + "</th>";
    }

    private static void body(StringBuilder out, Table table, Group group) {
        out.append("<tbody>\n");
        if (!group.heading().isBlank()) {
            out.append("<tr><th scope=\"rowgroup\" colspan=\"%s\" class=\"group\">%s</th></tr>\n"
                    .formatted(table.columns().size(), Html.escape(group.heading())));
        }
        for (List<Cell> row : group.rows()) {
            out.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                out.append(cell(row.get(c), table.columns().get(c), c == 0));
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n");
    }

    private static String cell(Cell cell, Column column, boolean first) {
        String style = column.align() != Align.LEFT
                ? " class=\"num\""
                : first && cell.text().length() <= SHORT ? " class=\"name\"" : "";
        String open = first ? "<th scope=\"row\"" + style + ">" : "<td" + style + ">";
        return open + content(cell) + (first ? "</th>" : "</td>");
    }

    private static String content(Cell cell) {
        return switch (cell.kind()) {
            case TEXT, CHECK -> Html.escape(cell.text());
            case HIDDEN -> "<span class=\"hidden\">" + Html.escape(cell.text()) + "</span>";
            case NUMBER -> Html.number(cell.text()) + hanging(cell.stars());
            case BRACKETED -> "(" + Html.number(cell.text()) + hanging(")" + cell.stars());
        };
    }

    /** Stars and closing brackets hang to the right of the column, so that the digits stand below each other. */
    private static String hanging(String text) {
        return text.isEmpty() ? "" : "<span class=\"hang\">" + Html.escape(text) + "</span>";
    }
}
