package org.agglo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.agglo.report.CoefficientPlot.Row;
import org.agglo.report.Svg.Anchor;
import org.agglo.report.Svg.Face;
import org.agglo.report.Svg.Pen;

/** Lays a coefficient plot out and draws it: labels at the left, marks in the middle, the numbers at the right. */
final class CoefficientDrawing {
    private static final double WIDTH = 820;
    private static final double EDGE = 20;
    private static final double LABELS = 250;
    private static final double ROW = 32;
    private static final double LINE = 16;
    private static final double HEADING = 34;
    private static final Pen OURS = new Pen(Palette.line(0), "s0", 2.4, "");
    private static final Pen PUBLISHED = new Pen(Palette.line(1), "s1", 1.8, "");
    private static final Pen ZERO = new Pen(Palette.MUTED, "reference", 1.2, "");
    private static final Face INTERVALS = Face.NOTE.in(Palette.INK, "ink").at(Anchor.END);
    private static final String INTERVALS_HEADER = "Estimate [95 % interval]";

    private final CoefficientPlot plot;
    private final List<String> titleLines;
    private final int decimals;
    private final double top;
    private final double bottom;
    private final Ticks ticks;
    private final Scale x;
    private final Svg svg;

    CoefficientDrawing(CoefficientPlot plot) {
        this.plot = plot;
        titleLines = Widths.wrap(Clean.line(plot.title()), WIDTH - 2 * EDGE, Face.TITLE::width);
        decimals = Math.min(
                3, Numbers.decimals(plot.rows().stream().map(Row::estimate).toList()));
        double labels = plot.rows().stream()
                .flatMap(row -> labelLines(row).stream())
                .mapToDouble(Face.BODY::width)
                .max()
                .orElse(0);
        double numbers = plot.rows().stream()
                .mapToDouble(row -> INTERVALS.width(numbers(row)))
                .reduce(INTERVALS.width(INTERVALS_HEADER), Math::max);
        top = EDGE + titleLines.size() * 22 + 42;
        bottom = top + height();
        double from = EDGE + labels + 30;
        double to = WIDTH - EDGE - numbers - 24;
        ticks = ticks(range(plot.rows()), to - from);
        x = new Scale(ticks.first(), ticks.last(), from, to);
        svg = new Svg(WIDTH, bottom + 30 + axisLines().size() * 17 + 8, plot.title(), plot.description());
    }

    String draw() {
        double line = EDGE + 14;
        for (String text : titleLines) {
            svg.text(EDGE, line, text, Face.TITLE);
            line += 22;
        }
        legend(line + 2);
        axis();
        double y = top;
        String group = "";
        for (Row row : plot.rows()) {
            if (!row.group().equals(group) && !row.group().isBlank()) {
                Face face = Face.BODY.bold();
                svg.text(EDGE, y + 23, Widths.shorten(Clean.line(row.group()), WIDTH - 2 * EDGE, face::width), face);
                y += HEADING;
            }
            group = row.group();
            row(row, y + rowHeight(row) / 2);
            y += rowHeight(row);
        }
        return svg.end();
    }

    private void legend(double baseline) {
        double at = EDGE;
        String ours = "estimate, 95 % interval" + (cut() ? " (arrow: it goes on)" : "");
        svg.line(at, baseline - 4, at + 26, baseline - 4, OURS).dot(at + 13, baseline - 4, 4.5, OURS.colour(), "m0");
        svg.text(at + 34, baseline, ours, Face.NOTE);
        if (plot.rows().stream().anyMatch(row -> Double.isFinite(row.published()))) {
            at += 34 + Face.NOTE.width(ours) + 24;
            svg.diamond(at, baseline - 4, 5.5, PUBLISHED).text(at + 12, baseline, "published", Face.NOTE);
        }
        svg.text(WIDTH - EDGE, top - 8, INTERVALS_HEADER, Face.NOTE.at(Anchor.END));
    }

    /** As many ticks, up to six, as have room for their labels. */
    private static Ticks ticks(double[] range, double room) {
        Ticks ticks = Ticks.of(range[0], range[1], 5);
        for (int wanted = 4; wanted > 0 && !fit(ticks, room); wanted--) {
            ticks = Ticks.of(range[0], range[1], wanted);
        }
        return ticks;
    }

    private static boolean fit(Ticks ticks, double room) {
        double widest = ticks.values().stream()
                .mapToDouble(value -> Face.NOTE.width(ticks.label(value)))
                .max()
                .orElse(0);
        return (widest + 8) * (ticks.values().size() - 1) <= room;
    }

    private boolean cut() {
        return plot.rows().stream().anyMatch(row -> row.low() < x.low() || row.high() > x.high());
    }

    private void axis() {
        List<double[]> blocks = blocks();
        for (double value : ticks.values()) {
            blocks.forEach(block -> svg.line(x.at(value), block[0], x.at(value), block[1], Pen.GRID));
            svg.text(x.at(value), bottom + 20, ticks.label(value), Face.NOTE.at(Anchor.MIDDLE));
        }
        svg.line(x.from(), bottom, x.to(), bottom, Pen.AXIS);
        blocks.forEach(block -> svg.line(x.at(0), block[0], x.at(0), block[1], ZERO));
        double line = bottom + 42;
        for (String text : axisLines()) {
            svg.text(WIDTH / 2, line, text, Face.NOTE.at(Anchor.MIDDLE));
            line += 17;
        }
    }

    private void row(Row row, double middle) {
        List<String> lines = labelLines(row);
        double baseline = middle - (lines.size() - 1) * LINE / 2 + 4.5;
        for (String line : lines) {
            svg.text(EDGE + (row.group().isBlank() ? 0 : 12), baseline, line, Face.BODY);
            baseline += LINE;
        }
        svg.text(WIDTH - EDGE, middle + 4, numbers(row), INTERVALS);
        marks(row, middle);
    }

    /** The published mark stands a little below ours, so that neither hides the other. */
    private void marks(Row row, double middle) {
        boolean both = Double.isFinite(row.estimate()) && Double.isFinite(row.published());
        double ours = both ? middle - 4 : middle;
        if (Double.isFinite(row.low()) && Double.isFinite(row.high())) {
            interval(row, ours);
        }
        if (Double.isFinite(row.estimate())) {
            svg.dot(x.at(row.estimate()), ours, 4.5, OURS.colour(), "m0");
        }
        if (Double.isFinite(row.published())) {
            svg.diamond(x.at(row.published()), both ? middle + 8 : middle, 5.5, PUBLISHED);
        }
    }

    /** An interval that leaves the plot ends in an arrow. */
    private void interval(Row row, double y) {
        double from = Math.max(x.from(), x.at(row.low()));
        double to = Math.min(x.to(), x.at(row.high()));
        svg.line(from, y, to, y, OURS);
        if (row.low() < x.low()) {
            svg.path(arrow(from, y, 6), OURS);
        }
        if (row.high() > x.high()) {
            svg.path(arrow(to, y, -6), OURS);
        }
    }

    private static String arrow(double tip, double y, double back) {
        return "M" + Svg.c(tip + back) + " " + Svg.c(y - 5) + "L" + Svg.c(tip) + " " + Svg.c(y) + "L"
                + Svg.c(tip + back) + " " + Svg.c(y + 5);
    }

    /**
     * From the least to the largest number, zero included. An interval much wider than the others would press them
     * together: if all intervals need more than three times the room of the estimates with usual intervals, they are cut.
     */
    private static double[] range(List<Row> rows) {
        double[] marks = rows.stream()
                .flatMapToDouble(row -> DoubleStream.of(row.estimate(), row.published(), 0))
                .filter(Double::isFinite)
                .toArray();
        double[] halves = rows.stream()
                .mapToDouble(row -> (row.high() - row.low()) / 2)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double least = DoubleStream.of(marks).min().orElse(0);
        double most = DoubleStream.of(marks).max().orElse(1);
        double usual = halves.length == 0 ? 0 : halves[(halves.length - 1) / 2];
        double low = Math.min(
                least,
                rows.stream()
                        .mapToDouble(Row::low)
                        .filter(Double::isFinite)
                        .min()
                        .orElse(least));
        double high = Math.max(
                most,
                rows.stream()
                        .mapToDouble(Row::high)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(most));
        double from = least - 1.5 * usual;
        double to = most + 1.5 * usual;
        return high - low > 3 * (to - from)
                ? new double[] {Math.max(low, from), Math.min(high, to)}
                : new double[] {low, high};
    }

    private String numbers(Row row) {
        if (!Double.isFinite(row.estimate())) {
            return "not estimated";
        }
        String interval = Double.isFinite(row.low()) && Double.isFinite(row.high())
                ? " [" + Numbers.adaptive(row.low(), decimals) + ", " + Numbers.adaptive(row.high(), decimals) + "]"
                : " [no interval]";
        return (Numbers.adaptive(row.estimate(), decimals) + interval).replace('-', '−');
    }

    private List<String> axisLines() {
        return plot.axisTitle().isBlank()
                ? List.of()
                : Widths.wrap(Clean.line(plot.axisTitle()), WIDTH - 2 * EDGE, Face.NOTE::width);
    }

    private static List<String> labelLines(Row row) {
        List<String> lines = Widths.wrap(Clean.line(row.label()), LABELS, Face.BODY::width);
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(2, lines.size())));
        if (lines.size() > 2) {
            String rest = String.join(" ", lines.subList(1, lines.size()));
            shown.set(1, Widths.shorten(rest, LABELS, Face.BODY::width));
        }
        return shown;
    }

    private double height() {
        List<double[]> blocks = blocks();
        return blocks.isEmpty() ? 8 : blocks.get(blocks.size() - 1)[1] - top;
    }

    /** Where rows stand below each other, between the headings: the grid leaves the headings free. */
    private List<double[]> blocks() {
        List<double[]> blocks = new ArrayList<>();
        double y = top;
        String group = "";
        for (Row row : plot.rows()) {
            boolean heading = !row.group().equals(group) && !row.group().isBlank();
            if (heading || blocks.isEmpty()) {
                y += heading ? HEADING : 0;
                blocks.add(new double[] {y, y});
            }
            y += rowHeight(row);
            blocks.get(blocks.size() - 1)[1] = y;
            group = row.group();
        }
        if (!blocks.isEmpty()) {
            blocks.get(blocks.size() - 1)[1] += 8;
        }
        return blocks;
    }

    private static double rowHeight(Row row) {
        return ROW + (labelLines(row).size() - 1) * LINE;
    }
}
