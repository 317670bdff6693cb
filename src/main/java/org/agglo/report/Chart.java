package org.agglo.report;

/** A figure as data, drawn as SVG. */
public sealed interface Chart permits LineChart, CoefficientPlot {
    /** What the figure shows, in a line. */
    String title();

    /** The figure as an SVG file; {@link Png#render} makes a PNG of it. */
    String svg();
}
