package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;
import org.agglo.app.study.Figures;
import org.agglo.report.Chart;
import org.agglo.report.Png;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The readable results: tables and figures in their files, the page that holds them all, every number as JSON, the panel.
 *
 * @param tables in the order of the report
 * @param differences what differs between readings, in sentences
 */
record Report(
        List<NamedTable> tables,
        List<NamedFigure> figures,
        List<String> measures,
        List<String> differences,
        List<String> warnings) {
    /** A figure and the name of its files. */
    record NamedFigure(String name, String caption, Chart chart) {}

    static Report write(Results results, Dataset<Row> rows, OutputFolder output) {
        List<String> warnings = new ArrayList<>(Warnings.of(results));
        List<NamedFigure> figures = figures(results);
        writeFigures(figures, output, warnings);
        List<NamedTable> tables = tables(results);
        tables.forEach(table -> table.write(output));
        List<String> differences = results.tables().stream()
                .flatMap(table -> Differences.sentences(table).stream())
                .toList();
        Report report =
                new Report(tables, figures, MeasureSentences.sentences(results.measures()), differences, warnings);
        output.write("report.html", ReportPage.html(results, report));
        output.write("results.json", Json.text(ResultsJson.of(results, report)));
        PanelCsv.write(rows, output);
        return report;
    }

    private static List<NamedTable> tables(Results results) {
        List<NamedTable> tables = new ArrayList<>();
        tables.add(new NamedTable("rows", RowsTable.of(results.panel().sources())));
        tables.addAll(DescribeStage.tables(results.described(), results.study()));
        results.tables().forEach(t -> tables.add(new NamedTable(t.spec().name(), ModelTables.table(t))));
        return tables;
    }

    private static List<NamedFigure> figures(Results results) {
        List<NamedFigure> figures = new ArrayList<>();
        Figures asked = results.study().figures();
        if (asked.averages()) {
            results.described()
                    .averages()
                    .ifPresent(a -> figures.add(
                            figure("averages", "Figure 1. Regional averages by period.", DescribeStage.chart(a))));
        }
        asked.coefficients().ifPresent(c -> {
            List<FittedTable> tables = results.tables().stream()
                    .filter(t -> c.tables().contains(t.spec().name()))
                    .toList();
            figures.add(figure(
                    "coefficients",
                    "Coefficient and 95 % interval in each model; hollow marks are published values.",
                    ModelTables.plot(tables, c.term())));
        });
        return figures;
    }

    private static NamedFigure figure(String name, String caption, Chart chart) {
        return new NamedFigure(name, caption, chart);
    }

    private static void writeFigures(List<NamedFigure> figures, OutputFolder output, List<String> warnings) {
        try {
            for (NamedFigure figure : figures) {
                output.write("figures/" + figure.name() + ".svg", figure.chart().svg());
                output.write(
                        "figures/" + figure.name() + ".png",
                        Png.render(figure.chart().svg()));
            }
        } catch (Png.PicturesUnavailable e) {
            warnings.add(e.getMessage());
            figures.forEach(figure -> output.write(
                    "figures/" + figure.name() + ".svg", figure.chart().svg()));
        }
    }
}
