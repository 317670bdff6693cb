package org.agglo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.report.Table.Cell;
import org.agglo.report.Table.Group;
import org.agglo.report.Table.Span;

/** Prints a table in a fixed-width font, without boxes; columns that do not fit follow in a second block. */
final class TextTable {
    static final int WIDTH = 100;

    /** How much wider columns may be than sentences before names are broken or columns follow below. */
    static final int ROOM = 12;

    private static final int GAP = 2;
    private static final int SPAN_WIDTH = 24;

    private final Table table;
    private final List<Integer> shown;
    private final List<TextColumn> columns;
    private final List<Span> spans;
    private final StringBuilder out = new StringBuilder();

    private TextTable(Table table, List<Integer> shown, List<TextColumn> columns) {
        this.table = table;
        this.shown = shown;
        this.columns = columns;
        this.spans = spansOf(table, shown);
        makeRoomForSpans();
    }

    /** The table, sentences at most {@code width} wide, columns a little more if need be; ends with a line break. */
    static String render(Table table, int width) {
        List<TextColumn> columns = columnsOf(table);
        fit(columns, width + ROOM);
        StringBuilder text = new StringBuilder();
        if (!table.title().isBlank()) {
            wrapped(text, table.title(), "", width);
            text.append('\n');
        }
        for (List<Integer> shown : blocks(columns, width + ROOM)) {
            text.append(new TextTable(
                                    table,
                                    shown,
                                    shown.stream().map(columns::get).toList())
                            .block())
                    .append('\n');
        }
        text.setLength(text.length() - 1);
        table.notes().forEach(note -> wrapped(text, note, "  ", width));
        return text.toString();
    }

    /** Appends a sentence, wrapped, with later lines indented. */
    static void wrapped(StringBuilder text, String sentence, String indent, int width) {
        List<String> lines = Widths.wrap(Clean.line(sentence), width - indent.length(), Widths::columns);
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? "" : indent).append(lines.get(i)).append('\n');
        }
    }

    private static List<TextColumn> columnsOf(Table table) {
        return IntStream.range(0, table.columns().size())
                .mapToObj(c -> new TextColumn(
                        table.columns().get(c),
                        table.rows().stream().map(row -> row.get(c)).toList()))
                .toList();
    }

    private static void fit(List<TextColumn> columns, int width) {
        for (int over = total(columns) - width; over > 0; over = total(columns) - width) {
            TextColumn widest = columns.stream()
                    .filter(TextColumn::shrinks)
                    .max((a, b) -> Integer.compare(a.width(), b.width()))
                    .orElse(null);
            if (widest == null) {
                return;
            }
            widest.shrink(Math.min(over, Math.max(1, widest.width() / 4)));
        }
    }

    private static int total(List<TextColumn> columns) {
        return columns.stream().mapToInt(c -> c.width() + GAP).sum() - GAP;
    }

    private static List<List<Integer>> blocks(List<TextColumn> columns, int width) {
        List<List<Integer>> blocks = new ArrayList<>();
        List<Integer> block = new ArrayList<>(List.of(0));
        int used = columns.get(0).width();
        for (int c = 1; c < columns.size(); c++) {
            if (block.size() > 1 && used + GAP + columns.get(c).width() > width) {
                blocks.add(block);
                block = new ArrayList<>(List.of(0));
                used = columns.get(0).width();
            }
            block.add(c);
            used += GAP + columns.get(c).width();
        }
        blocks.add(block);
        return blocks;
    }

    private static List<Span> spansOf(Table table, List<Integer> shown) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        for (Span span : table.spans()) {
            int start = from;
            from += span.columns();
            int inside = (int) shown.stream()
                    .filter(c -> c >= start && c < start + span.columns())
                    .count();
            if (inside > 0) {
                spans.add(new Span(span.header(), inside));
            }
        }
        return spans;
    }

    private void makeRoomForSpans() {
        int from = 0;
        for (Span span : spans) {
            List<TextColumn> below = columns.subList(from, from + span.columns());
            int room = total(below);
            int needed = Widths.wrap(Clean.line(span.header()), Math.max(room, SPAN_WIDTH), Widths::columns).stream()
                    .mapToInt(Widths::columns)
                    .max()
                    .orElse(0);
            for (int i = 0; room + i < needed; i++) {
                below.get(i % below.size()).widen(1);
            }
            from += span.columns();
        }
    }

    private String block() {
        int width = total(columns);
        String rule = "-".repeat(width);
        spanLines();
        headers();
        line(rule);
        for (int g = 0; g < table.groups().size(); g++) {
            Group group = table.groups().get(g);
            if (g > 0) {
                line(rule);
            }
            if (!group.heading().isBlank()) {
                Widths.wrap(Clean.line(group.heading()), width, Widths::columns).forEach(this::line);
            }
            group.rows().forEach(this::row);
        }
        line(rule);
        return out.toString();
    }

    private void spanLines() {
        if (spans.stream().allMatch(span -> span.header().isBlank())) {
            return;
        }
        List<List<String>> parts = new ArrayList<>();
        int from = 0;
        for (Span span : spans) {
            int room = total(columns.subList(from, from + span.columns()));
            List<String> lines = new ArrayList<>();
            if (!span.header().isBlank()) {
                for (String text : Widths.wrap(Clean.line(span.header()), room, Widths::columns)) {
                    int spare = room - Widths.columns(text);
                    lines.add(TextColumn.left(spare / 2) + text + TextColumn.left(spare - spare / 2));
                }
                lines.add("-".repeat(room));
            }
            parts.add(lines);
            from += span.columns();
        }
        below(parts, spans.stream().map(Span::columns).toList());
    }

    /** Parts side by side, standing on the same last line. */
    private void below(List<List<String>> parts, List<Integer> widths) {
        int height = parts.stream().mapToInt(List::size).max().orElse(0);
        for (int l = 0; l < height; l++) {
            StringBuilder text = new StringBuilder();
            int from = 0;
            for (int p = 0; p < parts.size(); p++) {
                int at = l - height + parts.get(p).size();
                int room = total(columns.subList(from, from + widths.get(p)));
                text.append(at < 0 ? TextColumn.left(room) : parts.get(p).get(at));
                text.append(TextColumn.left(GAP));
                from += widths.get(p);
            }
            line(text.toString());
        }
    }

    private void headers() {
        if (table.columns().stream().allMatch(column -> column.header().isBlank())) {
            return;
        }
        below(
                columns.stream().map(TextColumn::header).toList(),
                columns.stream().map(c -> 1).toList());
    }

    private void row(List<Cell> cells) {
        List<List<String>> lines = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).lines(cells.get(shown.get(i))))
                .toList();
        int height = lines.stream().mapToInt(List::size).max().orElse(1);
        for (int l = 0; l < height; l++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                text.append(
                        l < lines.get(i).size()
                                ? lines.get(i).get(l)
                                : columns.get(i).blank());
                text.append(TextColumn.left(GAP));
            }
            line(text.toString());
        }
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
