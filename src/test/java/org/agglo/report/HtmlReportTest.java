package org.agglo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.report.HtmlReport.Section;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    static HtmlReport sample() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Run finished", "2026-01-05 14:03 UTC");
        facts.put("Spark", "4.1.0");
        facts.put(
                "firms-2005.csv",
                "1,234,567 bytes, SHA-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        return new HtmlReport(
                "Manufacturing agglomeration and regional innovation in 30 Chinese provinces",
                "china-provinces, 2005–2016",
                List.of(
                        "Under year effects, as the tables report, the elasticity is 0.609; under province effects, as the "
                                + "equation is written, it is −0.015 and not distinguishable from zero.",
                        "The headline does not survive the effects that the paper's own equation states."),
                List.of(
                        Section.builder("Three readings")
                                .prose("The same data, three sets of effects.")
                                .table(Samples.regression())
                                .figure(Samples.coefficients(), "Figure 2. Estimates with 95 % intervals.")
                                .printed("Printed summary", SummaryText.of(Samples.yearEffects()))
                                .build(),
                        Section.builder("Averages by region")
                                .figure(
                                        Samples.regionalAverages(),
                                        "Figure 1. Averages over provinces by region and year.")
                                .build(),
                        Section.builder("What was set aside")
                                .warnings(List.of(
                                        "12 rows without a value of open were left out.", "Tibet has no firms."))
                                .facts(facts)
                                .build()));
    }

    @Test
    void pageStandsAloneAndReadsOnPaperPhoneAndScreen() throws Exception {
        String html = sample().html();
        Files.createDirectories(Path.of("target/report-samples"));
        Files.writeString(Path.of("target/report-samples/report.html"), html);

        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("<meta charset=\"utf-8\">", "name=\"viewport\"", "prefers-color-scheme: dark", "@media print")
                .contains("<a href=\"#s2\">Averages by region</a>", "<section id=\"s2\">")
                .doesNotContain("<script", "src=", "@import", "url(")
                .doesNotContainPattern("href=\"(?!#)");
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
    }

    @Test
    void nothingThatUsersWriteIsMarkup() {
        String h = Samples.HOSTILE;
        LineChart chart = new LineChart(
                h, h, h, h, List.of(Samples.series(h, 1, 0, 1)), java.util.Optional.of(new LineChart.Reference(1, h)));
        CoefficientPlot plot =
                new CoefficientPlot(h, h, h, List.of(new CoefficientPlot.Row(h, h, 1, 0, 2, Double.NaN)));
        HtmlReport report = new HtmlReport(
                h,
                h,
                List.of(h),
                List.of(
                        Section.builder(h)
                                .prose(h)
                                .table(Samples.hostile())
                                .figure(chart, h)
                                .figure(plot, h)
                                .warnings(List.of(h))
                                .facts(Map.of(h, h))
                                .printed(h, h)
                                .build(),
                        Section.builder(h).build()));

        assertThat(report.html()).doesNotContain("<script").contains("&lt;script&gt;");
    }
}
