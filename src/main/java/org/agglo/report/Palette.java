package org.agglo.report;

/**
 * Colours that stay apart for colour-blind readers (after Okabe and Ito 2008, darkened to show on white), and names by which a
 * page in dark colours changes them: {@code s0}… strokes, {@code m0}… fills of marks, {@code k0}… text.
 */
final class Palette {
    static final String INK = "#1f2328";
    static final String MUTED = "#57606a";
    static final String GRID = "#e6e9ed";
    static final String AXIS = "#8c959f";
    static final String PAPER = "#ffffff";

    private static final String[] LINES = {
        "#0072B2", "#D55E00", "#009E73", "#B0578D", "#A67C00", "#3B9AD9", "#6B4C9A", "#6E6E6E"
    };
    private static final String[] TEXTS = {
        "#00588A", "#A84A00", "#00704F", "#94406F", "#7D5D00", "#1F6FA3", "#573C80", "#555555"
    };
    private static final String[] DASHES = {"", "7 3", "2 3", "9 3 2 3"};

    private Palette() {}

    static int hue(int series) {
        return series % LINES.length;
    }

    static String line(int series) {
        return LINES[hue(series)];
    }

    static String text(int series) {
        return TEXTS[hue(series)];
    }

    /** Line pattern: after the colours are used up they come again, dashed. */
    static String dash(int series) {
        return DASHES[series / LINES.length % DASHES.length];
    }
}
