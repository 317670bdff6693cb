package org.agglo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class FiguresTest {
    private static final Path SAMPLES = Path.of("target/report-samples");

    static List<Chart> charts() {
        return List.of(
                Samples.regionalAverages(),
                Samples.manyProvinces(),
                Samples.coefficients(),
                new LineChart("Nothing", "", "", "", List.of(), Optional.empty()),
                new CoefficientPlot("Nothing", "", "", List.of()));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void svgIsWellFormedAndSaysWhatItShows(Chart chart) throws Exception {
        Document svg = parse(chart.svg());

        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(chart.title());
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(chart.svg()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void pngDecodesAtTwiceTheSizeAndIsNotBlank(Chart chart) throws Exception {
        byte[] png = Png.render(chart.svg());
        Files.createDirectories(SAMPLES);
        Files.write(SAMPLES.resolve(chart.title().replaceAll("\\W+", "-") + ".png"), png);
        Files.writeString(SAMPLES.resolve(chart.title().replaceAll("\\W+", "-") + ".svg"), chart.svg());

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(image.getWidth()).isEqualTo(1640);
        long dark = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                dark += (image.getRGB(x, y) & 0xFF) < 100 ? 1 : 0;
            }
        }
        assertThat(dark).isGreaterThan(300);
    }

    @Test
    void headingsOfAPlotStandInFull() {
        String heading = "Table 2. Agglomeration and patents: three readings of the fixed effects";
        CoefficientPlot plot = new CoefficientPlot(
                "T", "", "x", List.of(new CoefficientPlot.Row(heading, "OLS", 1, 0, 2, Double.NaN)));

        assertThat(plot.svg()).contains(">" + heading + "<");
    }

    static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
