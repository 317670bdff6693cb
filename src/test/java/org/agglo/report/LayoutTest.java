package org.agglo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.agglo.report.LineChart.Point;
import org.agglo.report.LineChart.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class LayoutTest {
    private static final double INK = 0.75;

    static List<Chart> charts() {
        List<Chart> charts = new ArrayList<>(FiguresTest.charts());
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            double scale = Math.pow(10, random.nextInt(12) - 4);
            int lines = 1 + random.nextInt(40);
            int from = random.nextBoolean() ? 1990 : 1;
            int years = 1 + random.nextInt(60);
            charts.add(new LineChart(
                    "Random figure number " + i + " with a title of some length that may have to be wrapped over lines",
                    "",
                    "Year",
                    "Employment, persons",
                    IntStream.range(0, lines)
                            .mapToObj(s -> new Series(
                                    "Region " + "name ".repeat(random.nextInt(12)) + s,
                                    IntStream.range(0, years)
                                            .mapToObj(y -> new Point(from + y, scale * random.nextGaussian()))
                                            .toList()))
                            .toList(),
                    Optional.of(new LineChart.Reference(scale / 3, "A line to compare with"))));
            charts.add(new CoefficientPlot(
                    "Random estimates " + i,
                    "",
                    "Effect of something long enough to be wrapped ".repeat(1 + random.nextInt(4)),
                    IntStream.range(0, lines)
                            .mapToObj(s -> {
                                double b = scale * random.nextGaussian();
                                double half = scale * random.nextDouble() * (s % 9 == 8 ? 100 : 1);
                                return new CoefficientPlot.Row(
                                        s / 5 % 2 == 0 ? "" : "Group " + s / 5 + " long".repeat(random.nextInt(15)),
                                        "Model " + "of kind ".repeat(random.nextInt(12)) + s,
                                        b,
                                        b - half,
                                        b + half,
                                        s % 3 == 0 ? b * 1.1 : Double.NaN);
                            })
                            .toList()));
        }
        return charts;
    }

    @ParameterizedTest
    @MethodSource("charts")
    void textNeitherOverlapsNorLeavesThePicture(Chart chart) throws Exception {
        Element svg = FiguresTest.parse(chart.svg()).getDocumentElement();
        Rectangle2D picture = new Rectangle2D.Double(
                0, 0, Double.parseDouble(svg.getAttribute("width")), Double.parseDouble(svg.getAttribute("height")));
        NodeList texts = svg.getElementsByTagName("text");
        List<Rectangle2D> boxes = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            Rectangle2D box = box(text);
            assertThat(picture.contains(box))
                    .as(text.getTextContent() + " in " + box)
                    .isTrue();
            for (int j = 0; j < boxes.size(); j++) {
                assertThat(box.intersects(boxes.get(j)))
                        .as(text.getTextContent() + " over " + texts.item(j).getTextContent())
                        .isFalse();
            }
            boxes.add(box);
        }
    }

    /** The room that a text takes in the widest font we expect: its ink, not the leading between lines. */
    private static Rectangle2D box(Element text) {
        double size = Double.parseDouble(text.getAttribute("font-size"));
        int style = "bold".equals(text.getAttribute("font-weight")) ? Font.BOLD : Font.PLAIN;
        Font font = new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
        double width = font.getStringBounds(text.getTextContent(), new FontRenderContext(null, true, true))
                .getWidth();
        double x = Double.parseDouble(text.getAttribute("x"));
        double left = switch (text.getAttribute("text-anchor")) {
            case "middle" -> x - width / 2;
            case "end" -> x - width;
            default -> x;
        };
        double baseline = Double.parseDouble(text.getAttribute("y"));
        return new Rectangle2D.Double(left, baseline - INK * size, width, (INK + 0.2) * size);
    }

    @Test
    void labelsSpreadWithoutOverlapAndInsideTheirRange() {
        double[] middles = Labels.spread(new double[] {50, 51, 52, 99}, new double[] {10, 10, 10, 10}, 0, 100);

        assertThat(middles).containsExactly(41, 51, 61, 95);
    }

    @Test
    void ticksAreRoundAndCoverTheData() {
        assertThat(Ticks.of(0.13, 2.2, 6).values()).startsWith(0.0).endsWith(2.5);
        assertThat(Ticks.of(-0.16, 0.882, 5).label(-0.25)).isEqualTo("−0.25");
        assertThat(Ticks.of(3, 3, 5).values()).hasSizeGreaterThan(2);
        assertThat(Ticks.of(0, 1_000_000, 5).label(200_000)).isEqualTo("200,000");
    }
}
