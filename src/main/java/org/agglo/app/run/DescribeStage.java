package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.agglo.app.study.Describe;
import org.agglo.app.study.Study;
import org.agglo.panel.Averages;
import org.agglo.panel.Descriptive;
import org.agglo.panel.Descriptives;
import org.agglo.panel.Ranking;
import org.agglo.report.DescriptivesTable;
import org.agglo.report.DescriptivesTable.Line;
import org.agglo.report.LineChart;
import org.agglo.report.Table;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Descriptive statistics, regional averages and ranking: computed, then as tables and a chart. */
final class DescribeStage {
    /** Names of the tables it can make. */
    static final List<String> TABLES = List.of("descriptives", "averages", "ranking");

    /** As many regions without a value are named. */
    private static final int LISTED = 20;

    private DescribeStage() {}

    static Described compute(Dataset<Row> rows, Study study) {
        if (study.describe().isEmpty()) {
            return new Described(List.of(), Optional.empty(), Optional.empty());
        }
        Describe describe = study.describe().get();
        Dataset<Row> selected = rows.filter(selection(describe));
        return new Described(
                describe.variables().isEmpty() ? List.of() : Descriptives.of(selected, describe.variables()),
                describe.averages()
                        .map(a -> GroupOrder.sorted(
                                Averages.by(
                                        selected,
                                        a.variable(),
                                        a.by(),
                                        study.panel().time()),
                                GroupOrder.of(study, a.by()))),
                describe.ranking()
                        .map(r ->
                                Ranking.of(selected, r.variable(), study.panel().region())));
    }

    private static Column selection(Describe describe) {
        Column all = functions.lit(true);
        for (var where : describe.where().entrySet()) {
            all = all.and(functions
                    .col(org.agglo.spark.Columns.quoted(where.getKey()))
                    .cast("string")
                    .isin(where.getValue().toArray()));
        }
        return all;
    }

    static List<NamedTable> tables(Described described, Study study) {
        List<NamedTable> tables = new ArrayList<>();
        study.describe().ifPresent(describe -> {
            if (!described.variables().isEmpty()) {
                tables.add(new NamedTable("descriptives", descriptives(described, describe)));
            }
            described.averages().ifPresent(a -> tables.add(new NamedTable("averages", averages(a))));
            described
                    .ranking()
                    .ifPresent(r -> tables.add(new NamedTable(
                            "ranking", ranking(r, describe.ranking().orElseThrow()))));
        });
        return tables;
    }

    private static Table descriptives(Described described, Describe describe) {
        var published = describe.published().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey(), e -> line(e.getKey(), e.getValue())));
        return DescriptivesTable.of(
                "Descriptive statistics",
                described.variables().stream().map(DescribeStage::line).toList(),
                published,
                java.util.Map.of());
    }

    private static Line line(Descriptive d) {
        return new Line(d.variable(), d.n(), d.missing(), d.mean(), d.sd(), d.min(), d.max());
    }

    private static Line line(String variable, Describe.Moments m) {
        return new Line(variable, m.n(), Double.NaN, m.mean(), m.sd(), m.min(), m.max());
    }

    private static Table averages(Averages averages) {
        List<String> groups =
                averages.values().stream().map(a -> a.group()).distinct().toList();
        Table.Builder table = Table.builder("Average %s by %s".formatted(averages.variable(), averages.group()))
                .column(averages.time(), Align.LEFT);
        groups.forEach(group -> table.column(group, Align.DECIMAL));
        averages.values().stream().map(a -> a.time()).distinct().sorted().forEach(time -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(Long.toString(time))));
            groups.forEach(group -> row.add(averages.values().stream()
                    .filter(a -> a.time() == time && a.group().equals(group))
                    .findFirst()
                    .map(a -> Cell.number(a.mean(), 3))
                    .orElse(Cell.empty())));
            table.row(row);
        });
        return table.build();
    }

    private static Table ranking(Ranking ranking, Describe.Ranking asked) {
        Table.Builder table = Table.builder(
                        "%s by average %s over the periods".formatted(ranking.region(), ranking.variable()))
                .column("Rank", Align.RIGHT)
                .column(ranking.region(), Align.LEFT)
                .column("Periods", Align.RIGHT)
                .column("Average " + ranking.variable(), Align.DECIMAL);
        List<Ranking.Ranked> top = ranking.top(asked.top());
        table.group("Top " + top.size());
        top.forEach(one -> table.row(row(one)));
        List<Ranking.Ranked> bottom = ranking.bottom(asked.bottom());
        table.group("Bottom " + bottom.size());
        bottom.forEach(one -> table.row(row(one)));
        asked.above().ifPresent(level -> {
            List<Ranking.Ranked> above = ranking.above(level);
            table.note(String.format(
                    Locale.ROOT,
                    "Above %s: %,d of %,d%s.",
                    plain(level),
                    above.size(),
                    ranking.regions().size(),
                    names(above)));
        });
        List<String> without = ranking.without();
        if (!without.isEmpty()) {
            int more = without.size() - LISTED;
            table.note(String.format(
                    Locale.ROOT,
                    "Without any value: %s%s.",
                    String.join(", ", without.subList(0, Math.min(LISTED, without.size()))),
                    more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : ""));
        }
        return table.build();
    }

    private static String names(List<Ranking.Ranked> regions) {
        if (regions.isEmpty() || regions.size() > 40) {
            return "";
        }
        return " (" + regions.stream().map(Ranking.Ranked::region).collect(Collectors.joining(", ")) + ")";
    }

    private static List<Cell> row(Ranking.Ranked one) {
        return List.of(
                Cell.count(one.rank()), Cell.text(one.region()), Cell.count(one.n()), Cell.number(one.mean(), 3));
    }

    private static String plain(double level) {
        return level == Math.rint(level) ? Long.toString((long) level) : Double.toString(level);
    }

    static LineChart chart(Averages averages) {
        List<LineChart.Series> series = averages.values().stream()
                .map(a -> a.group())
                .distinct()
                .map(group -> new LineChart.Series(
                        group,
                        averages.values().stream()
                                .filter(a -> a.group().equals(group))
                                .map(a -> new LineChart.Point(a.time(), a.mean()))
                                .toList()))
                .toList();
        String title = "Average %s by %s".formatted(averages.variable(), averages.group());
        return new LineChart(
                title,
                title + ", each " + averages.time(),
                averages.time(),
                averages.variable(),
                series,
                Optional.of(new LineChart.Reference(1, "1")));
    }
}
