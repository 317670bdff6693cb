package org.agglo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.agglo.report.LineChart.Point;
import org.agglo.report.LineChart.Series;
import org.agglo.report.Svg.Anchor;
import org.agglo.report.Svg.Face;
import org.agglo.report.Svg.Pen;

/** Lays a line chart out and draws it: title, y title, plot with grid, labels at the right, x axis, legend of markers. */
final class LineChartDrawing {
    private static final double WIDTH = 820;
    private static final double PLOT = 330;
    private static final double EDGE = 20;
    private static final double LABEL_WIDTH = 190;
    private static final double LABEL_LINE = 16;
    private static final double LABEL_GAP = 16;
    private static final int MOST_MARKED = 40;

    private final LineChart chart;
    private final List<EndLabel> labels = new ArrayList<>();
    private final List<String> titleLines;
    private final List<String> yTitleLines;
    private final Ticks ticks;
    private final Scale x;
    private final Scale y;
    private final Svg svg;

    /** A label at the right and the point it belongs to. */
    private record EndLabel(List<String> lines, double x, double y, Pen pen, Face face) {
        double height() {
            return lines.size() * LABEL_LINE + 2;
        }
    }

    LineChartDrawing(LineChart chart) {
        this.chart = chart;
        titleLines = wrap(chart.title(), WIDTH - 2 * EDGE, Face.TITLE);
        yTitleLines = wrap(chart.yTitle(), WIDTH - 2 * EDGE, Face.NOTE);
        ticks = yTicks();
        double left = EDGE + widest(ticks.values().stream().map(ticks::label).toList(), Face.NOTE) + 8;
        double right = WIDTH - EDGE - labelWidth() - LABEL_GAP;
        double top = EDGE + titleLines.size() * 22 + yTitleLines.size() * 17 + 14;
        double bottom = top + Math.max(PLOT, labelHeight());
        double[] range = points().mapToDouble(Point::x).toArray();
        double first = DoubleStream.of(range).min().orElse(0);
        double last = DoubleStream.of(range).max().orElse(1);
        x = first < last ? new Scale(first, last, left + 8, right) : new Scale(first - 1, first + 1, left + 8, right);
        y = new Scale(ticks.first(), ticks.last(), bottom, top);
        double height = bottom + 30 + (chart.xTitle().isBlank() ? 0 : 20) + (anyFilled() ? 24 : 0) + 10;
        svg = new Svg(WIDTH, height, chart.title(), chart.description());
    }

    String draw() {
        double line = EDGE + 14;
        for (String text : titleLines) {
            svg.text(EDGE, line, text, Face.TITLE);
            line += 22;
        }
        for (String text : yTitleLines) {
            svg.text(EDGE, line - 2, text, Face.NOTE);
            line += 17;
        }
        grid();
        years();
        reference();
        for (int s = 0; s < chart.series().size(); s++) {
            series(s);
        }
        endLabels();
        if (points().findAny().isEmpty()) {
            svg.text((x.from() + x.to()) / 2, (y.from() + y.to()) / 2, "No data", Face.BODY.at(Anchor.MIDDLE));
        }
        return svg.end();
    }

    private Ticks yTicks() {
        List<Double> values = new ArrayList<>(points().map(Point::y).toList());
        chart.reference().ifPresent(r -> values.add(r.value()));
        double low = values.stream().mapToDouble(v -> v).min().orElse(0);
        double high = values.stream().mapToDouble(v -> v).max().orElse(1);
        return Ticks.of(low > 0 && low < 0.5 * high ? 0 : low, high, 6);
    }

    private void grid() {
        for (double value : ticks.values()) {
            svg.line(x.from() - 8, y.at(value), x.to(), y.at(value), Pen.GRID);
            svg.text(x.from() - 16, y.at(value) + 4, ticks.label(value), Face.NOTE.at(Anchor.END));
        }
    }

    private void years() {
        double bottom = y.from();
        svg.line(x.from() - 8, bottom, x.to(), bottom, Pen.AXIS);
        Ticks years = xTicks();
        for (double year : years.values()) {
            if (year >= x.low() - 1e-9 && year <= x.high() + 1e-9) {
                svg.line(x.at(year), bottom, x.at(year), bottom + 5, Pen.AXIS);
                svg.text(x.at(year), bottom + 20, year(year, years.decimals()), Face.NOTE.at(Anchor.MIDDLE));
            }
        }
        double line = bottom + 42;
        if (!chart.xTitle().isBlank()) {
            Face face = Face.NOTE.at(Anchor.MIDDLE);
            String text = Widths.shorten(Clean.line(chart.xTitle()), x.to() - x.from(), face::width);
            svg.text((x.from() + x.to()) / 2, line, text, face);
            line += 22;
        }
        if (anyFilled()) {
            svg.ring(x.from(), line - 4, 4, new Pen(Palette.MUTED, "reference", 1.6, ""));
            svg.text(x.from() + 12, line, "interpolated", Face.NOTE);
        }
    }

    /** A year has no comma. */
    private static String year(double value, int decimals) {
        return Numbers.fixed(value, decimals).replace(",", "").replace('-', '−');
    }

    private Ticks xTicks() {
        boolean whole = points().allMatch(p -> p.x() == Math.rint(p.x()));
        double room = Math.max(Face.NOTE.width(year(x.high(), 0)), Face.NOTE.width(year(x.low(), 0))) + 16;
        int most = (int) Math.max(2, (x.to() - x.from()) / room);
        if (whole && x.high() - x.low() <= most) {
            List<Double> all = new ArrayList<>();
            for (double value = x.low(); value <= x.high(); value++) {
                all.add(value);
            }
            return new Ticks(all, 0);
        }
        Ticks round = Ticks.of(x.low(), x.high(), Math.min(most, 10));
        return whole && round.decimals() > 0 ? new Ticks(List.of(x.low(), x.high()), 0) : round;
    }

    private void reference() {
        chart.reference().ifPresent(reference -> {
            double level = y.at(reference.value());
            svg.line(x.from() - 8, level, x.to(), level, Pen.REFERENCE);
            label(reference.label(), x.to(), level, Pen.REFERENCE, Face.NOTE);
        });
    }

    private void series(int s) {
        Series series = chart.series().get(s);
        List<Point> points = series.points();
        StringBuilder path = new StringBuilder();
        boolean down = false;
        for (Point point : points) {
            if (Double.isFinite(point.y())) {
                path.append(down ? "L" : "M")
                        .append(Svg.c(x.at(point.x())))
                        .append(' ')
                        .append(Svg.c(y.at(point.y())));
            }
            down = Double.isFinite(point.y());
        }
        if (path.length() == 0) {
            return;
        }
        svg.path(path.toString(), Pen.series(s, 2.2));
        markers(s, points);
        Point last = points.stream()
                .filter(p -> Double.isFinite(p.y()))
                .reduce((a, b) -> b)
                .orElseThrow();
        Face face = Face.BODY.bold().in(Palette.text(s), "k" + Palette.hue(s));
        label(series.name(), x.at(last.x()), y.at(last.y()), Pen.series(s, 1), face);
    }

    private void markers(int s, List<Point> points) {
        Pen ring = new Pen(Palette.line(s), "s" + Palette.hue(s), 1.6, "");
        for (Point point : points) {
            if (!Double.isFinite(point.y())) {
                continue;
            }
            if (point.filled()) {
                svg.ring(x.at(point.x()), y.at(point.y()), 4, ring);
            } else if (points.size() <= MOST_MARKED) {
                svg.dot(x.at(point.x()), y.at(point.y()), 2.8, Palette.line(s), "m" + Palette.hue(s));
            }
        }
    }

    private void label(String text, double atX, double atY, Pen pen, Face face) {
        labels.add(new EndLabel(labelLines(text, face), atX, atY, pen, face));
    }

    private void endLabels() {
        double[] middles = Labels.spread(
                labels.stream().mapToDouble(EndLabel::y).toArray(),
                labels.stream().mapToDouble(EndLabel::height).toArray(),
                y.to() - 6,
                y.from() + 6);
        double left = x.to() + LABEL_GAP;
        for (int i = 0; i < middles.length; i++) {
            EndLabel label = labels.get(i);
            boolean away = Math.abs(middles[i] - label.y()) > 2 || label.x() < x.to() - 1;
            if (away) {
                svg.line(
                        label.x() + 5,
                        label.y(),
                        left - 3,
                        middles[i],
                        new Pen(label.pen().colour(), label.pen().style(), 0.8, ""));
            }
            double baseline = middles[i] - (label.lines().size() - 1) * LABEL_LINE / 2 + 4.5;
            for (String line : label.lines()) {
                svg.text(left, baseline, line, label.face());
                baseline += LABEL_LINE;
            }
        }
    }

    private static List<String> labelLines(String text, Face face) {
        List<String> lines = wrap(text, LABEL_WIDTH, face);
        return lines.size() <= 2
                ? lines
                : List.of(
                        lines.get(0),
                        Widths.shorten(String.join(" ", lines.subList(1, lines.size())), LABEL_WIDTH, face::width));
    }

    private double labelWidth() {
        double width = chart.series().stream()
                .mapToDouble(s -> widest(labelLines(s.name(), Face.BODY.bold()), Face.BODY.bold()))
                .max()
                .orElse(0);
        return Math.max(
                width,
                chart.reference()
                        .map(r -> widest(labelLines(r.label(), Face.NOTE), Face.NOTE))
                        .orElse(0.0));
    }

    private double labelHeight() {
        double height = chart.series().stream()
                .mapToDouble(s -> labelLines(s.name(), Face.BODY.bold()).size() * LABEL_LINE + 2)
                .sum();
        return height + (chart.reference().isPresent() ? 2 * LABEL_LINE + 2 : 0);
    }

    private Stream<Point> points() {
        return chart.series().stream()
                .flatMap(s -> s.points().stream())
                .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()));
    }

    private boolean anyFilled() {
        return points().anyMatch(Point::filled);
    }

    private static List<String> wrap(String text, double width, Face face) {
        return text.isBlank() ? List.of() : Widths.wrap(Clean.line(text), width, face::width);
    }

    private static double widest(List<String> lines, Face face) {
        return lines.stream().mapToDouble(face::width).max().orElse(0);
    }
}
