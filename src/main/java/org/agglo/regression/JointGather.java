package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agglo.spark.Columns;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Evaluates the columns of several models over a table and brings them to the driver in one Spark job, each column once. No row
 * is dropped: each says by its marks which checks it fails, and each model heeds its own.
 */
final class JointGather {
    /** Marks that a double holds exactly as bits. */
    private static final int BITS = 50;

    private final List<Request> requests;
    private final Dataset<Row> table;
    private final Map<String, Column> numbers = new LinkedHashMap<>();
    private final Set<String> levelled = new LinkedHashSet<>();
    private final Map<String, Column> checks = new LinkedHashMap<>();
    private final List<List<Integer>> heeded = new ArrayList<>();
    private final LevelKind[] kinds;

    /** @param requests of the same groups, weights and panel */
    JointGather(Dataset<?> given, List<Request> requests) {
        this.requests =
                requests.stream().map(request -> request.on(given.schema())).toList();
        Schema schema = new Schema(given.schema());
        Map<String, Lagged> lags = new LinkedHashMap<>();
        for (Request request : this.requests) {
            schema.require(request);
            request.lags().forEach(lag -> lags.putIfAbsent(lag.held(), lag));
            levelled.addAll(request.levelled());
        }
        Optional<PanelKeys> panel = requests.get(0).panel();
        this.table =
                lags.isEmpty() ? given.toDF() : panel.orElseThrow().given(given.toDF(), List.copyOf(lags.values()));
        this.kinds = levelled.stream().map(schema::kind).toArray(LevelKind[]::new);
        this.requests.forEach(this::enter);
    }

    private void enter(Request request) {
        request.numbers()
                .forEach(number ->
                        numbers.putIfAbsent(number.root().label(), number.root().value()));
        List<Integer> own = new ArrayList<>();
        for (Node.Check check : request.checks(this::level)) {
            checks.putIfAbsent(check.reason(), check.fails());
            own.add(new ArrayList<>(checks.keySet()).indexOf(check.reason()));
        }
        heeded.add(own.stream().distinct().toList());
    }

    private Column level(String name) {
        LevelKind kind = kinds[new ArrayList<>(levelled).indexOf(name)];
        return kind.column(functions.col(Columns.quoted(name)));
    }

    private Dataset<Row> query() {
        List<Column> columns = new ArrayList<>(List.of(functions.lit(-1)));
        columns.addAll(marks());
        numbers.values().forEach(number -> columns.add(functions.coalesce(number, functions.lit(0.0))));
        levelled.forEach(name -> columns.add(level(name)));
        Column[] named = new Column[columns.size()];
        for (int j = 0; j < named.length; j++) {
            named[j] = columns.get(j).as("column" + j);
        }
        return table.select(named);
    }

    /** Sums of powers of two, one for each check that fails. */
    private List<Column> marks() {
        List<Column> fails = List.copyOf(checks.values());
        List<Column> marks = new ArrayList<>();
        for (int first = 0; first < fails.size(); first += BITS) {
            Column sum = functions.lit(0.0);
            for (int bit = 0; bit < Math.min(BITS, fails.size() - first); bit++) {
                Column mark = functions.when(fails.get(first + bit), Math.scalb(1.0, bit));
                sum = sum.plus(mark.otherwise(0.0));
            }
            marks.add(sum);
        }
        return marks;
    }

    /**
     * The rows, in one Spark job.
     *
     * @throws NotEstimableException if they are too many for the driver
     * @throws org.agglo.spark.DataException if lags cannot be told at all
     */
    JointRows rows() {
        int marks = (checks.size() + BITS - 1) / BITS;
        int columns = marks + numbers.size();
        int limit = (int) (Gather.MOST_CELLS / (columns + kinds.length));
        List<Chunk> chunks = Jobs.named(
                table.sparkSession(),
                "read %s".formatted(Words.count(requests.size(), "model")),
                () -> Chunk.collect(query(), columns, kinds, false, limit));
        if (chunks.stream().mapToLong(chunk -> chunk.rows + chunk.beyond).sum() > limit) {
            throw new NotEstimableException(
                    "The rows of these %s are more than the %,d cells (rows times columns) that are fitted on the driver; fit them one by one"
                            .formatted(Words.count(requests.size(), "model"), Gather.MOST_CELLS));
        }
        JointRows rows = new JointRows(
                new Merged(chunks, columns, kinds),
                marks,
                List.copyOf(checks.keySet()),
                List.copyOf(numbers.keySet()),
                List.copyOf(levelled));
        requireSound(rows);
        return rows;
    }

    private void requireSound(JointRows rows) {
        for (Node.Check fault : PanelKeys.faults()) {
            if (rows.anyFails(fault.reason())) {
                throw requests.get(0).panel().orElseThrow().refusal(table, fault.reason());
            }
        }
    }

    /** The requests as they are on the table. */
    List<Request> requests() {
        return requests;
    }

    /** Numbers of the checks that a request heeds, in the order in which the first is named. */
    List<Integer> heeded(int request) {
        return heeded.get(request);
    }
}
