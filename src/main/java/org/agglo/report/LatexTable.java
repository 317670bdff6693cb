package org.agglo.report;

import java.util.List;
import java.util.stream.Collectors;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;
import org.agglo.report.Table.Column;
import org.agglo.report.Table.Group;
import org.agglo.report.Table.Span;

/** Writes a table for LaTeX with booktabs' rules, shrunk to the text's width if it is wider. */
final class LatexTable {
    private static final String END = " \\\\\n";
    private static final int LONG_TEXT = 45;

    private LatexTable() {}

    static String render(Table table) {
        StringBuilder out = new StringBuilder("% \\usepackage{booktabs,graphicx,amssymb}\n");
        out.append(LatexText.OTHER_CHARACTERS);
        out.append("\\begin{table}[htbp]\n\\centering\n");
        if (!table.title().isBlank()) {
            // LaTeX numbers its tables itself.
            String title = table.title().replaceFirst("^Table \\d+[.:] +(?=\\S)", "");
            out.append("\\caption{").append(LatexText.escape(title)).append("}\n\\vspace{1ex}\n");
        }
        out.append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n");
        out.append("\\begin{tabular}{").append(columns(table)).append("}\n\\toprule\n");
        spans(out, table.spans());
        out.append(table.columns().stream().map(LatexTable::header).collect(Collectors.joining(" & ", "", END)));
        out.append("\\midrule\n");
        for (int g = 0; g < table.groups().size(); g++) {
            out.append(g > 0 ? "\\midrule\n" : "");
            group(out, table, table.groups().get(g));
        }
        out.append("\\bottomrule\n\\end{tabular}}\n");
        if (!table.notes().isEmpty()) {
            out.append("\n\\vspace{0.5ex}\\begin{minipage}{\\linewidth}\\footnotesize\\raggedright\n");
            out.append(table.notes().stream().map(LatexText::escape).collect(Collectors.joining("\\par\n", "", "\n")));
            out.append("\\end{minipage}\n");
        }
        return out.append("\\end{table}\n").toString();
    }

    static String document(List<Table> tables) {
        return """
                \\documentclass[11pt]{article}
                \\usepackage[a4paper,margin=2.5cm]{geometry}
                \\usepackage{booktabs,graphicx,amssymb}
                \\begin{document}
                %s\\end{document}
                """.formatted(tables.stream().map(LatexTable::render).collect(Collectors.joining("\\clearpage\n")));
    }

    /** Numeric columns leave room at the right for the stars and brackets that hang out of them. */
    private static String columns(Table table) {
        StringBuilder spec = new StringBuilder();
        for (int c = 0; c < table.columns().size(); c++) {
            int column = c;
            int longest = table.rows().stream()
                    .mapToInt(row -> Widths.columns(row.get(column).text()))
                    .max()
                    .orElse(0);
            boolean left = table.columns().get(c).align() == Align.LEFT;
            spec.append(!left ? "r@{\\hspace{2.2em}}" : longest > LONG_TEXT ? "p{0.4\\linewidth}" : "l");
        }
        return spec.toString();
    }

    private static void spans(StringBuilder out, List<Span> spans) {
        if (spans.stream().allMatch(span -> span.header().isBlank())) {
            return;
        }
        out.append(spans.stream()
                .map(span -> "\\multicolumn{%s}{c}{%s}".formatted(span.columns(), LatexText.escape(span.header())))
                .collect(Collectors.joining(" & ", "", END)));
        int from = 1;
        for (Span span : spans) {
            if (!span.header().isBlank()) {
                out.append("\\cmidrule(lr){%s-%s}\n".formatted(from, from + span.columns() - 1));
            }
            from += span.columns();
        }
    }

    private static String header(Column column) {
        return LatexText.escape(column.header());
    }

    private static void group(StringBuilder out, Table table, Group group) {
        if (!group.heading().isBlank()) {
            out.append("\\multicolumn{%s}{l}{\\textit{%s}}"
                            .formatted(table.columns().size(), LatexText.escape(group.heading())))
                    .append(END);
        }
        for (List<Cell> row : group.rows()) {
            out.append(row.stream().map(LatexTable::cell).collect(Collectors.joining(" & ", "", END)));
        }
    }

    private static String cell(Cell cell) {
        return switch (cell.kind()) {
            case HIDDEN -> "";
            case TEXT, CHECK -> LatexText.escape(cell.text());
            case NUMBER -> LatexText.number(cell.text()) + hanging(cell.stars());
            case BRACKETED -> "(" + LatexText.number(cell.text()) + hanging(")" + cell.stars());
        };
    }

    private static String hanging(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String stars = text.startsWith(")") ? text.substring(1) : text;
        String raised = stars.isEmpty() ? "" : "$^{" + stars + "}$";
        return "\\rlap{" + (text.startsWith(")") ? ")" : "") + raised + "}";
    }
}
