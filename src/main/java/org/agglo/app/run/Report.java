package org.agglo.app.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.app.study.Figures;
import org.agglo.report.Chart;
import org.agglo.report.Png;
import org.agglo.report.Table;
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
    /** The name of the table of rows read. */
    static final String ROWS = "rows";

    /** The name of the table of contracts. */
    static final String CONTRACTS = "contracts";

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
        Report report = new Report(tables, figures, sentences(results), differences, warnings);
        output.write("report.html", ReportPage.html(results, report));
        output.write("results.json", Json.text(ResultsJson.of(results, report)));
        PanelCsv.write(rows, output);
        return report;
    }

    /** How withheld cells and measures went, and what the tables are without withheld cells. */
    private static List<String> sentences(Results results) {
        List<String> sentences = new ArrayList<>();
        results.treatments().forEach(treatment -> sentences.addAll(treatment.sentences()));
        sentences.addAll(DeriveStage.resting(results.study()));
        sentences.addAll(MeasureSentences.sentences(results.measures()));
        results.sensitivities().forEach(sensitivity -> sentences.add(sensitivity.sentence()));
        return sentences;
    }

    private static List<NamedTable> tables(Results results) {
        List<NamedTable> tables = new ArrayList<>();
        tables.add(new NamedTable(ROWS, RowsTable.of(results.panel().sources())));
        tables.addAll(PublishedTables.of(results.measures(), results.study().measures()));
        if (!results.contracts().isEmpty()) {
            tables.add(new NamedTable(CONTRACTS, ContractsTable.of(results.contracts())));
        }
        tables.addAll(DescribeStage.tables(results.described(), results.study()));
        for (FittedTable table : results.tables()) {
            tables.add(new NamedTable(table.spec().name(), ModelTables.table(table)));
            results.sensitivities().stream()
                    .filter(sensitivity -> sensitivity.table().equals(table) && !sensitivity.same())
                    .forEach(sensitivity -> sensitivity
                            .without()
                            .ifPresent(other ->
                                    tables.add(new NamedTable(sensitivity.name(), ModelTables.without(table, other)))));
        }
        return tables;
    }

    private static List<NamedFigure> figures(Results results) {
        List<NamedFigure> figures = new ArrayList<>();
        Figures asked = results.study().figures();
        if (asked.averages()) {
            results.described()
                    .averages()
                    .ifPresent(a -> figures.add(new NamedFigure(
                            "averages", "Figure 1. Regional averages by period.", DescribeStage.chart(a))));
        }
        asked.coefficients().ifPresent(c -> {
            List<FittedTable> tables = results.tables().stream()
                    .filter(t -> c.tables().contains(t.spec().name()))
                    .toList();
            figures.add(new NamedFigure(
                    "coefficients",
                    "Coefficient and 95 % interval in each model; hollow marks are published values.",
                    ModelTables.plot(tables, c.term())));
        });
        return figures;
    }

    /** The SVG files first, all of them: only PNG needs fonts. */
    private static void writeFigures(List<NamedFigure> figures, OutputFolder output, List<String> warnings) {
        Map<String, String> drawn = new LinkedHashMap<>();
        figures.forEach(figure -> drawn.put(figure.name(), figure.chart().svg()));
        drawn.forEach((name, svg) -> output.write("figures/" + name + ".svg", svg));
        try {
            drawn.forEach((name, svg) -> output.write("figures/" + name + ".png", Png.render(svg)));
        } catch (Png.PicturesUnavailable e) {
            warnings.add(e.getMessage());
        }
    }

    /** The table of that name. */
    Table table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow()
                .table();
    }
}
