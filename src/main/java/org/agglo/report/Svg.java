package org.agglo.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes a picture as SVG: everything is escaped, text stays text, and title and description are read aloud. */
final class Svg {
    static final double SMALL = 12.5;
    static final double NORMAL = 13.5;
    static final double LARGE = 17;

    static final String FONTS = "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";

    private final StringBuilder out = new StringBuilder();

    Svg(double width, double height, String title, String description) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\""
                .formatted(c(width), c(height), c(width), c(height)));
        out.append(" role=\"img\" font-family=\"").append(FONTS).append("\">\n");
        out.append("<title>").append(Html.escape(title)).append("</title>\n");
        out.append("<desc>").append(Html.escape(description)).append("</desc>\n");
        out.append("<rect class=\"paper\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n"
                .formatted(c(width), c(height), Palette.PAPER));
    }

    /** Where text stands about its x. */
    enum Anchor {
        START("start"),
        MIDDLE("middle"),
        END("end");

        private final String word;

        Anchor(String word) {
            this.word = word;
        }
    }

    /** How text looks; {@code style} is the name by which a page's style sheet finds it. */
    record Face(double size, String colour, String style, Anchor anchor, String weight) {
        static final Face TITLE = new Face(LARGE, Palette.INK, "ink", Anchor.START, "bold");
        static final Face BODY = new Face(NORMAL, Palette.INK, "ink", Anchor.START, "normal");
        static final Face NOTE = new Face(SMALL, Palette.MUTED, "muted", Anchor.START, "normal");

        Face at(Anchor other) {
            return new Face(size, colour, style, other, weight);
        }

        Face bold() {
            return new Face(size, colour, style, anchor, "bold");
        }

        Face in(String otherColour, String otherStyle) {
            return new Face(size, otherColour, otherStyle, anchor, weight);
        }

        double width(String text) {
            return Widths.ems(text) * size * ("bold".equals(weight) ? 1.1 : 1);
        }
    }

    Svg text(double x, double baseline, String text, Face face) {
        out.append("<text class=\"%s\" x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\""
                .formatted(face.style(), c(x), c(baseline), c(face.size()), face.colour()));
        if (face.anchor() != Anchor.START) {
            out.append(" text-anchor=\"").append(face.anchor().word).append('"');
        }
        if (!"normal".equals(face.weight())) {
            out.append(" font-weight=\"").append(face.weight()).append('"');
        }
        out.append('>').append(Html.escape(text)).append("</text>\n");
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2, Pen pen) {
        out.append("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"%s/>\n"
                .formatted(pen.style(), c(x1), c(y1), c(x2), c(y2), pen.attributes()));
        return this;
    }

    /** A path of move and line commands, not filled. */
    Svg path(String commands, Pen pen) {
        out.append("<path class=\"%s\" d=\"%s\" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"%s/>\n"
                .formatted(pen.style(), commands, pen.attributes()));
        return this;
    }

    Svg dot(double x, double y, double radius, String colour, String style) {
        out.append("<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>\n"
                .formatted(style, c(x), c(y), c(radius), colour));
        return this;
    }

    Svg ring(double x, double y, double radius, Pen pen) {
        out.append("<circle class=\"hollow %s\" cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"%s/>\n"
                .formatted(pen.style(), c(x), c(y), c(radius), Palette.PAPER, pen.attributes()));
        return this;
    }

    Svg diamond(double x, double y, double radius, Pen pen) {
        out.append("<path class=\"hollow %s\" d=\"M%s %sL%s %sL%s %sL%s %sZ\" fill=\"%s\"%s/>\n"
                .formatted(
                        pen.style(),
                        c(x),
                        c(y - radius),
                        c(x + radius),
                        c(y),
                        c(x),
                        c(y + radius),
                        c(x - radius),
                        c(y),
                        Palette.PAPER,
                        pen.attributes()));
        return this;
    }

    String end() {
        return out + "</svg>\n";
    }

    /** A stroke. */
    record Pen(String colour, String style, double width, String dash) {
        static final Pen GRID = new Pen(Palette.GRID, "grid", 1, "");
        static final Pen AXIS = new Pen(Palette.AXIS, "axis", 1, "");
        static final Pen REFERENCE = new Pen(Palette.MUTED, "reference", 1.2, "5 4");

        static Pen series(int series, double width) {
            return new Pen(Palette.line(series), "s" + Palette.hue(series), width, Palette.dash(series));
        }

        private String attributes() {
            String dashes = dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"";
            return " stroke=\"" + colour + "\" stroke-width=\"" + c(width) + "\"" + dashes;
        }
    }

    /** A coordinate, to the hundredth of a pixel. */
    static String c(double value) {
        return new BigDecimal(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
