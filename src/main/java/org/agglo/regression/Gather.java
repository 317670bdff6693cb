package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.math.BigInt;

/**
 * Evaluates a model's columns over a table and brings them to the driver as primitive columns, in one Spark job. The first
 * check that fails names the reason for which a row is dropped.
 */
final class Gather {
    /** Most cells, rows times columns, that are fitted on the driver: 320 MB of doubles. */
    static final long MOST_CELLS = 40_000_000;

    /** Bytes up to which Spark's own guess at a table's size is believed without counting its rows. */
    private static final long CERTAINLY_SMALL = 64L << 20;

    private final Dataset<?> given;
    private final Dataset<Row> table;
    private final Request request;
    private final List<String> reasons = new ArrayList<>();
    private final Column reason;
    private final Dataset<Row> query;
    private final LevelKind[] kinds;

    Gather(Dataset<?> table, Request request) {
        this.given = table;
        this.request = request.on(table.schema());
        Schema schema = new Schema(table.schema());
        schema.require(this.request);
        this.table = this.request.given(table.toDF());
        this.kinds = this.request.levelled().stream().map(schema::kind).toArray(LevelKind[]::new);
        this.reason = reason();
        this.query = select();
    }

    /** Names of the reasons, by code. */
    List<String> reasons() {
        return reasons;
    }

    /** The model as it is on this table. */
    Formula formula() {
        return request.formula();
    }

    /** The same with each term one column: levels of factors are looked up in further Spark jobs. */
    Gather writtenOut() {
        if (!Expander.needed(request.formula())) {
            return this;
        }
        for (Expanding.Poly poly : Expander.curves(request.formula())) {
            throw new NotEstimableException(
                    "%s: the rows are more than the %,d cells that are fitted on the driver, and beyond those only raw polynomials can be; write poly(%s, %d, raw)"
                            .formatted(
                                    request.formula().text(),
                                    MOST_CELLS,
                                    poly.argument().label(),
                                    poly.degree()));
        }
        Map<String, Expansion.Levels> levels = new LinkedHashMap<>();
        for (String name : Expander.factors(request.formula())) {
            LevelKind kind = kinds[levelled().indexOf(name)];
            List<String> labels = used().select(column(name)).distinct().orderBy(column(name)).collectAsList().stream()
                    .map(row -> kind.label(row.get(0)))
                    .toList();
            levels.put(name, new Expansion.Levels(kind.name(), labels));
        }
        Expansion found = request.formula().expansion().found(levels, Map.of(), Map.of());
        return new Gather(given, request.of(Expander.expanded(request.formula(), found)));
    }

    /** The rows as they are read: {@code reason}, {@code value0} …, {@code level0} …. */
    Dataset<Row> query() {
        return query;
    }

    /** Those of them that are used. */
    Dataset<Row> used() {
        return query.filter(functions.col("reason").equalTo(-1));
    }

    /** What weighs the rows, if anything. */
    Optional<Weighting> weighting() {
        return request.weighting();
    }

    /** Names of the columns of levels. */
    List<String> levelled() {
        return request.levelled();
    }

    /** The query's column of the levels of that name. */
    String column(String name) {
        return "level" + request.levelled().indexOf(name);
    }

    /** How the levels of that name travel. */
    LevelKind kind(String name) {
        return kinds[request.levelled().indexOf(name)];
    }

    /** The table with the number of the reason for which a row is dropped; −1 if it is used. */
    Dataset<Row> marked(String column) {
        return table.withColumn(column, reason);
    }

    /** Columns: reason (−1 for rows used), values, levels. */
    private Dataset<Row> select() {
        List<Column> columns = new ArrayList<>();
        for (Expression value : request.numbers()) {
            columns.add(value.root().value().as("value" + columns.size()));
        }
        for (int j = 0; j < kinds.length; j++) {
            columns.add(level(j).as("level" + j));
        }
        columns.add(0, reason.as("reason"));
        return table.select(columns.toArray(Column[]::new));
    }

    private Column level(int j) {
        return kinds[j].column(functions.col(Columns.quoted(request.levelled().get(j))));
    }

    private Column reason() {
        Column reason = null;
        for (Node.Check check : request.checks(name -> level(levelled().indexOf(name)))) {
            int known = reasons.indexOf(check.reason());
            if (known < 0) {
                reasons.add(check.reason());
                int code = reasons.size() - 1;
                reason = reason == null ? functions.when(check.fails(), code) : reason.when(check.fails(), code);
            }
        }
        return reason == null ? functions.lit(-1) : reason.otherwise(-1);
    }

    /**
     * The rows, in one Spark job; two if the size of the table cannot be told beforehand to be small. Empty if they are too
     * many for the driver.
     */
    Optional<List<Chunk>> chunksWithin(long mostCells) {
        int limit = (int) Math.min(mostCells / (request.numbers().size() + kinds.length), Integer.MAX_VALUE / 2);
        BigInt size = query.queryExecution().optimizedPlan().stats().sizeInBytes();
        boolean small = size.compare(BigInt.apply(CERTAINLY_SMALL)) <= 0;
        return Jobs.named(
                table.sparkSession(), "read " + request.values().get(0).label(), () -> {
                    if (!small && used().count() > limit) {
                        return Optional.empty();
                    }
                    List<Chunk> chunks = Chunk.collect(
                            query, request.numbers().size(), kinds, request.by().isPresent(), limit);
                    chunks.forEach(chunk -> chunk.dropped.keySet().forEach(key -> requireSound(key.intValue())));
                    long rows = chunks.stream()
                            .mapToLong(chunk -> chunk.rows + chunk.beyond)
                            .sum();
                    return rows > limit ? Optional.empty() : Optional.of(chunks);
                });
    }

    /**
     * The rows, within {@link #MOST_CELLS}.
     *
     * @throws NotEstimableException if they are too many for the driver
     */
    List<Chunk> chunks() {
        return chunksWithin(MOST_CELLS)
                .orElseThrow(() -> new NotEstimableException(
                        "The rows of %s are more than the %,d cells (rows times columns) that are fitted on the driver"
                                .formatted(request.values().get(0).label(), MOST_CELLS)));
    }

    /** @throws DataException if a row is dropped for a reason for which lags cannot be told at all */
    void requireSound(int reason) {
        if (!request.lags().isEmpty()
                && reason >= 0
                && reason < PanelKeys.faults().size()) {
            throw request.panel().orElseThrow().refusal(table, reasons.get(reason));
        }
    }

    /** The chunks as one sample in its one order, before it is {@link Sample#writtenOut}. */
    Sample read(List<Chunk> chunks) {
        Merged merged = new Merged(chunks, request.numbers().size(), kinds);
        List<String> names = request.levelled();
        Map<String, Category> categories = new LinkedHashMap<>();
        for (int j = 0; j < names.size(); j++) {
            categories.put(names.get(j), merged.category(names.get(j), j));
        }
        for (List<String> columns : request.combined()) {
            Category combined =
                    Category.combined(columns.stream().map(categories::get).toList());
            categories.put(combined.name(), combined);
        }
        Map<String, Long> dropped = new LinkedHashMap<>();
        for (int reason = 0; reason < reasons.size(); reason++) {
            long lost = merged.dropped(reason);
            if (lost > 0) {
                dropped.put(reasons.get(reason), lost);
            }
        }
        request.weighting().ifPresent(weighting -> weighting.require(dropped));
        long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
        int values = request.values().size();
        Map<String, double[]> slopes = new LinkedHashMap<>();
        for (int j = 0; j < request.slopes().size(); j++) {
            slopes.put(request.slopes().get(j), merged.values()[values + j]);
        }
        int last = values + slopes.size();
        return new Sample(
                request.formula(),
                Arrays.copyOf(merged.values(), values),
                slopes,
                request.weighting(),
                request.weighting()
                        .map(weighting -> Weights.of(weighting.kind(), merged.values()[last]))
                        .orElse(Weights.NONE),
                categories,
                new RegressionSummary.Sample(merged.rows() + lost, merged.rows(), dropped));
    }

    /** Rows dropped by the level of the group's column and reason; rows without a group are under {@code ""}. */
    Map<String, Map<String, Long>> droppedByGroup(List<Chunk> chunks) {
        Map<String, Map<String, Long>> byGroup = new LinkedHashMap<>();
        for (int reason = 0; reason < reasons.size(); reason++) {
            for (Chunk chunk : chunks) {
                int code = reason;
                chunk.dropped.forEach((key, count) -> {
                    if (key.intValue() == code) {
                        int group = (int) (key >> 32);
                        String label = group < 0
                                ? ""
                                : kinds[0].label(chunk.levels.get(0).get(group));
                        byGroup.computeIfAbsent(label, name -> new LinkedHashMap<>())
                                .merge(reasons.get(code), count, Long::sum);
                    }
                });
            }
        }
        return byGroup;
    }
}
