package org.agglo.app.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.agglo.app.run.Report.NamedFigure;
import org.agglo.report.HtmlReport;
import org.agglo.report.HtmlReport.Section;
import org.agglo.report.HtmlReport.SectionBuilder;
import org.agglo.report.SummaryText;

/** The one page that holds everything a reader wants of a study. */
final class ReportPage {
    private ReportPage() {}

    static String html(Results results, Report report) {
        List<Section> sections = new ArrayList<>();
        sections.add(data(results, report));
        if (report.tables().stream().anyMatch(ReportPage::describes)) {
            sections.add(descriptives(report));
        }
        results.tables().forEach(table -> sections.add(models(table, report)));
        report.figures().stream()
                .filter(f -> f.name().equals("coefficients"))
                .forEach(f -> sections.add(Section.builder("Coefficients")
                        .figure(f.chart(), f.caption())
                        .build()));
        sections.add(Section.builder("What ran").facts(Versions.all()).build());
        String subtitle =
                "%s, %s".formatted(results.study().name(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        return new HtmlReport(results.study().title(), subtitle, report.differences(), sections).html();
    }

    private static Section data(Results results, Report report) {
        SectionBuilder section =
                Section.builder("Data").table(report.table(Report.ROWS)).prose(PanelSentence.of(results.panel()));
        report.measures().forEach(section::prose);
        report.tables().stream()
                .filter(table -> table.name().equals(Report.CONTRACTS))
                .forEach(table -> section.table(table.table()));
        report.tables().stream()
                .filter(table -> PublishedTables.named(table.name()))
                .forEach(table -> section.table(table.table()));
        return section.warnings(report.warnings()).build();
    }

    private static boolean describes(NamedTable table) {
        return DescribeStage.TABLES.contains(table.name());
    }

    private static Section descriptives(Report report) {
        SectionBuilder section = Section.builder("Descriptives");
        for (NamedFigure figure : report.figures()) {
            if (figure.name().equals("averages")) {
                section.figure(figure.chart(), figure.caption());
            }
        }
        report.tables().stream().filter(ReportPage::describes).forEach(table -> section.table(table.table()));
        return section.build();
    }

    private static Section models(FittedTable table, Report report) {
        SectionBuilder section = Section.builder(table.spec().title())
                .table(report.table(table.spec().name()).untitled());
        Differences.sentences(table).forEach(section::prose);
        report.tables().stream()
                .filter(other -> other.name().equals(table.spec().name() + Sensitivity.SUFFIX))
                .forEach(other -> section.table(other.table()));
        for (Fitted model : table.models()) {
            section.printed("Summary of " + table.label(model), SummaryText.of(model.summary()));
        }
        return section.build();
    }
}
