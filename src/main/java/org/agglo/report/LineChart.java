package org.agglo.report;

import java.util.List;
import java.util.Optional;

/**
 * Lines over time, each labelled where it ends.
 *
 * @param title one line
 * @param description for readers who do not see the figure
 * @param xTitle of the axis below, such as "Year"
 * @param yTitle of the axis at the left
 * @param reference a level to compare with
 */
public record LineChart(
        String title,
        String description,
        String xTitle,
        String yTitle,
        List<Series> series,
        Optional<Reference> reference)
        implements Chart {
    public LineChart {
        series = List.copyOf(series);
    }

    /** One line; its points in rising order of x. */
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * One value.
     *
     * @param y NaN where there is none: the line has a gap
     * @param filled whether the value was interpolated; it gets a hollow marker
     */
    public record Point(double x, double y, boolean filled) {
        public Point(double x, double y) {
            this(x, y, false);
        }
    }

    /** A horizontal line, such as the nation's average, and its label. */
    public record Reference(double value, String label) {}

    @Override
    public String svg() {
        return new LineChartDrawing(this).draw();
    }
}
