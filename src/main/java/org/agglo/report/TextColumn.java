package org.agglo.report;

import java.util.List;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;
import org.agglo.report.Table.Column;
import org.agglo.report.Table.Kind;

/** One column of a printed table: how wide it is, and its cells padded to that width. */
final class TextColumn {
    private static final int HEADER_WIDTH = 14;
    private static final int NARROWEST = 12;

    private final Column column;
    private final int heads;
    private final int tails;
    private int width;

    TextColumn(Column column, List<Cell> cells) {
        this.column = column;
        heads = cells.stream()
                .filter(Cell::numeric)
                .mapToInt(c -> Widths.columns(head(c)))
                .max()
                .orElse(0);
        tails = cells.stream()
                .filter(Cell::numeric)
                .mapToInt(c -> Widths.columns(tail(c)))
                .max()
                .orElse(0);
        int texts = cells.stream()
                .filter(c -> !c.numeric())
                .mapToInt(c -> Widths.columns(text(c)))
                .max()
                .orElse(0);
        int content = Math.max(texts, heads + tails);
        int headers = wrap(column.header(), Math.max(content, HEADER_WIDTH)).stream()
                .mapToInt(Widths::columns)
                .max()
                .orElse(0);
        width = Math.max(1, Math.max(content, headers));
    }

    int width() {
        return width;
    }

    void widen(int by) {
        width += by;
    }

    /** Whether its text may be broken into more lines. */
    boolean shrinks() {
        return column.align() == Align.LEFT && width > NARROWEST;
    }

    void shrink(int by) {
        width = Math.max(NARROWEST, width - by);
    }

    List<String> header() {
        return wrap(column.header(), width).stream().map(this::place).toList();
    }

    List<String> lines(Cell cell) {
        if (!cell.numeric()) {
            return wrap(text(cell), width).stream().map(this::place).toList();
        }
        String number = left(heads - Widths.columns(head(cell))) + head(cell) + tail(cell);
        number += left(tails - Widths.columns(tail(cell)));
        int spare = width - heads - tails;
        int before = column.align() == Align.LEFT ? 0 : column.align() == Align.RIGHT ? spare : spare / 2;
        return List.of(left(before) + number + left(spare - before));
    }

    String blank() {
        return left(width);
    }

    private String place(String text) {
        int spare = width - Widths.columns(text);
        int before = column.align() == Align.LEFT ? 0 : column.align() == Align.RIGHT ? spare : (spare + 1) / 2;
        return left(before) + text + left(spare - before);
    }

    private static List<String> wrap(String text, int width) {
        return Widths.wrap(Clean.line(text), width, Widths::columns);
    }

    private static String text(Cell cell) {
        return cell.kind() == Kind.HIDDEN ? "" : Clean.line(cell.text());
    }

    private String head(Cell cell) {
        String open = cell.kind() == Kind.BRACKETED ? "(" : "";
        return open + cell.text().substring(0, point(cell));
    }

    private String tail(Cell cell) {
        String close = cell.kind() == Kind.BRACKETED ? ")" : "";
        return cell.text().substring(point(cell)) + close + cell.stars();
    }

    private int point(Cell cell) {
        int point = column.align() == Align.DECIMAL ? cell.text().indexOf('.') : -1;
        return point < 0 ? cell.text().length() : point;
    }

    static String left(int blanks) {
        return " ".repeat(Math.max(0, blanks));
    }
}
