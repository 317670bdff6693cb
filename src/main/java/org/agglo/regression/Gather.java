package org.agglo.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.spark.Columns;
import org.agglo.spark.Jobs;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import scala.math.BigInt;
import scala.reflect.ClassTag$;

/**
 * Evaluates a model's columns over a table and brings them to the driver as primitive columns, in one Spark job. The first
 * check that fails names the reason for which a row is dropped.
 */
final class Gather {
    /** Most cells, rows times columns, that are fitted on the driver: 320 MB of doubles. */
    static final long MOST_CELLS = 40_000_000;

    /** Bytes up to which Spark's own guess at a table's size is believed without counting its rows. */
    private static final long CERTAINLY_SMALL = 64L << 20;

    private final Dataset<Row> table;
    private final Request request;
    private final List<String> reasons = new ArrayList<>();
    private final Dataset<Row> query;
    private final LevelKind[] kinds;

    Gather(Dataset<?> table, Request request) {
        this.table = table.toDF();
        this.request = request;
        Schema schema = new Schema(this.table.schema());
        schema.require(request);
        this.kinds = request.levelled().stream().map(schema::kind).toArray(LevelKind[]::new);
        this.query = query();
    }

    /** Names of the reasons, by code. */
    List<String> reasons() {
        return reasons;
    }

    /** Columns: reason (−1 for rows used), values, levels. */
    private Dataset<Row> query() {
        List<Column> columns = new ArrayList<>();
        for (Expression value : request.values()) {
            columns.add(value.root().value().as("value" + columns.size()));
        }
        for (int j = 0; j < kinds.length; j++) {
            columns.add(level(j).as("level" + j));
        }
        columns.add(0, reason().as("reason"));
        return table.select(columns.toArray(Column[]::new));
    }

    private Column level(int j) {
        return kinds[j].column(functions.col(Columns.quoted(request.levelled().get(j))));
    }

    private Column reason() {
        Column reason = null;
        for (Node.Check check : checks()) {
            int known = reasons.indexOf(check.reason());
            if (known < 0) {
                reasons.add(check.reason());
                int code = reasons.size() - 1;
                reason = reason == null ? functions.when(check.fails(), code) : reason.when(check.fails(), code);
            }
        }
        return reason == null ? functions.lit(-1) : reason.otherwise(-1);
    }

    private List<Node.Check> checks() {
        List<Node.Check> checks = new ArrayList<>();
        List<String> levelled = request.levelled();
        for (int j = 0; j < levelled.size(); j++) {
            String name = levelled.get(j);
            if (request.categories().contains(name)
                    || request.by().filter(name::equals).isPresent()) {
                checks.add(new Node.Check(level(j).isNull(), "missing " + name));
            }
        }
        request.values().forEach(value -> checks.addAll(value.checks()));
        return checks;
    }

    /**
     * The rows, in one Spark job; two if the size of the table cannot be told beforehand to be small.
     *
     * @throws NotEstimableException if they are too many for the driver
     */
    List<Chunk> chunks() {
        int columns = request.values().size() + kinds.length;
        int limit = (int) Math.min(MOST_CELLS / columns, Integer.MAX_VALUE / 2);
        BigInt size = query.queryExecution().optimizedPlan().stats().sizeInBytes();
        return Jobs.named(
                table.sparkSession(),
                "regression: read " + request.values().get(0).label(),
                () -> {
                    long rows = size.compare(BigInt.apply(CERTAINLY_SMALL)) <= 0
                            ? 0
                            : query.filter(functions.col("reason").equalTo(-1)).count();
                    List<Chunk> chunks = rows > limit ? List.of() : collect(limit);
                    long found = Math.max(
                            rows,
                            chunks.stream()
                                    .mapToLong(chunk -> chunk.rows + chunk.beyond)
                                    .sum());
                    if (found > limit) {
                        throw new NotEstimableException(
                                "%,d rows of %d columns are more than the %,d cells that are fitted on the driver"
                                        .formatted(found, columns, MOST_CELLS));
                    }
                    return chunks;
                });
    }

    private List<Chunk> collect(int limit) {
        Work work =
                new Work(request.values().size(), List.of(kinds), request.by().isPresent() ? 0 : -1, limit);
        return JavaRDD.fromRDD(query.queryExecution().toRdd(), ClassTag$.MODULE$.<InternalRow>apply(InternalRow.class))
                .mapPartitions(work)
                .collect();
    }

    /** The chunks as one sample in its one order. */
    Sample sample(List<Chunk> chunks) {
        Merged merged = new Merged(chunks, request.values().size(), kinds);
        List<String> names = request.levelled();
        Map<String, Category> categories = new LinkedHashMap<>();
        for (int j = 0; j < names.size(); j++) {
            categories.put(names.get(j), merged.category(names.get(j), j));
        }
        Map<String, Long> dropped = new LinkedHashMap<>();
        for (int reason = 0; reason < reasons.size(); reason++) {
            long lost = merged.dropped(reason);
            if (lost > 0) {
                dropped.put(reasons.get(reason), lost);
            }
        }
        long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new Sample(
                merged.values(),
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

    private record Work(int values, List<LevelKind> kinds, int by, int limit)
            implements FlatMapFunction<Iterator<InternalRow>, Chunk>, Serializable {
        @Override
        public Iterator<Chunk> call(Iterator<InternalRow> rows) {
            return List.of(Chunk.of(rows, values, kinds, by, limit)).iterator();
        }
    }
}
