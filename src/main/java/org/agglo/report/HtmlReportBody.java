package org.agglo.report;

import java.util.List;
import java.util.stream.Collectors;
import org.agglo.report.HtmlReport.Block;
import org.agglo.report.HtmlReport.Facts;
import org.agglo.report.HtmlReport.Figure;
import org.agglo.report.HtmlReport.Printed;
import org.agglo.report.HtmlReport.Prose;
import org.agglo.report.HtmlReport.Section;
import org.agglo.report.HtmlReport.Tabular;
import org.agglo.report.HtmlReport.Warnings;

/** Writes a report's parts as HTML. */
final class HtmlReportBody {
    private HtmlReportBody() {}

    static String of(HtmlReport report) {
        StringBuilder out = new StringBuilder("<header>\n<h1>" + Html.escape(report.title()) + "</h1>\n");
        if (!report.subtitle().isBlank()) {
            out.append("<p class=\"subtitle\">")
                    .append(Html.escape(report.subtitle()))
                    .append("</p>\n");
        }
        out.append("</header>\n");
        if (!report.lead().isEmpty()) {
            out.append("<div class=\"lead\">\n");
            report.lead().forEach(text -> out.append(paragraph(text)));
            out.append("</div>\n");
        }
        contents(out, report.sections());
        out.append("<main>\n");
        for (int s = 0; s < report.sections().size(); s++) {
            section(out, report.sections().get(s), s + 1);
        }
        return out.append("</main>\n").toString();
    }

    private static void contents(StringBuilder out, List<Section> sections) {
        if (sections.size() < 2) {
            return;
        }
        out.append("<nav aria-label=\"Contents\">\n<ol>\n");
        for (int s = 0; s < sections.size(); s++) {
            out.append("<li><a href=\"#s" + (s + 1) + "\">"
                    + Html.escape(sections.get(s).heading()) + "</a></li>\n");
        }
        out.append("</ol>\n</nav>\n");
    }

    private static void section(StringBuilder out, Section section, int number) {
        out.append("<section id=\"s" + number + "\">\n<h2>" + Html.escape(section.heading()) + "</h2>\n");
        section.blocks().forEach(block -> out.append(block(block)));
        out.append("</section>\n");
    }

    private static String block(Block block) {
        if (block instanceof Prose prose) {
            return paragraph(prose.paragraph());
        }
        if (block instanceof Tabular tabular) {
            return scrolling("table", tabular.table().title(), HtmlTable.render(tabular.table()));
        }
        if (block instanceof Figure figure) {
            return "<figure>\n"
                    + scrolling("chart", figure.chart().title(), figure.chart().svg())
                    + (figure.caption().isBlank()
                            ? ""
                            : "<figcaption>" + Html.escape(figure.caption()) + "</figcaption>\n")
                    + "</figure>\n";
        }
        if (block instanceof Warnings warnings) {
            return warnings.sentences().stream()
                    .map(sentence -> "<li>" + Html.escape(sentence) + "</li>\n")
                    .collect(Collectors.joining(
                            "", "<aside class=\"warnings\">\n<h3>Warnings</h3>\n<ul>\n", "</ul>\n</aside>\n"));
        }
        if (block instanceof Facts facts) {
            return facts.facts().entrySet().stream()
                    .map(fact -> "<div><dt>" + Html.escape(fact.getKey()) + "</dt><dd>" + Html.escape(fact.getValue())
                            + "</dd></div>\n")
                    .collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
        }
        Printed printed = (Printed) block;
        return "<details>\n<summary>" + Html.escape(printed.summary()) + "</summary>\n<pre>"
                + Html.escapeLines(printed.text()) + "</pre>\n</details>\n";
    }

    private static String paragraph(String text) {
        return "<p>" + Html.escape(text) + "</p>\n";
    }

    /** What is wider than the screen is moved sideways by itself, with the keyboard too. */
    private static String scrolling(String kind, String label, String html) {
        return "<div class=\"scroll " + kind + "\" role=\"region\" tabindex=\"0\" aria-label=\""
                + Html.escape(label.isBlank() ? kind : label) + "\">\n" + html + "</div>\n";
    }
}
