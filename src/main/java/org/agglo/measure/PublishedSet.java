package org.agglo.measure;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.agglo.spark.Columns;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Several kinds of quotients of the same rows, such as of employment, establishments and wages, whose references are
 * taken within the same groups: what is done with one of them is done with all in the same pass.
 *
 * @param quotients at least one; all by the same columns
 */
public record PublishedSet(List<PublishedQuotients> quotients) {
    private static final int DIFFERENCES_LISTED = 20;

    public PublishedSet {
        quotients = List.copyOf(quotients);
        if (quotients.stream().map(PublishedQuotients::by).distinct().count() != 1) {
            throw new IllegalArgumentException("Quotients of one set are all by the same columns");
        }
    }

    static PublishedSet of(PublishedQuotients one) {
        return new PublishedSet(List.of(one));
    }

    private List<String> by() {
        return quotients.get(0).by();
    }

    private PublishedQuotients at(int i) {
        return quotients.get(i);
    }

    private IntStream each() {
        return IntStream.range(0, quotients.size());
    }

    /** The reference shares behind each of the quotients; see {@link PublishedQuotients#recover}. */
    public List<List<ReferenceShare>> recover(Dataset<Row> rows) {
        quotients.forEach(one -> one.check(rows.schema()));
        return new ShareRecovery(quotients).recover(rows);
    }

    /**
     * The rows with a column of quotients for each; see {@link PublishedQuotients#quotients}.
     *
     * @param shares for each, what {@link #recover} gave
     * @param outputs the new columns
     */
    public Dataset<Row> quotients(Dataset<Row> rows, List<List<ReferenceShare>> shares, List<String> outputs) {
        quotients.forEach(one -> one.check(rows.schema()));
        outputs.forEach(output -> Employment.requireFree(rows.schema(), output));
        Dataset<Row> references = references(rows, shares);
        Column match = IntStream.range(0, by().size())
                .mapToObj(i -> rows.col(Columns.quoted(by().get(i))).equalTo(references.col("_g" + i)))
                .reduce(Column::and)
                .orElse(lit(true));
        List<Column> columns = new ArrayList<>();
        for (String name : rows.columns()) {
            columns.add(rows.col(Columns.quoted(name)));
        }
        each().forEach(i ->
                columns.add(at(i).quotient(references.col("_share" + i)).as(outputs.get(i))));
        return rows.join(broadcast(references), match, "left").select(columns.toArray(Column[]::new));
    }

    private Dataset<Row> references(Dataset<Row> rows, List<List<ReferenceShare>> shares) {
        StructType schema = new StructType();
        for (int i = 0; i < by().size(); i++) {
            schema = schema.add("_g" + i, rows.schema().apply(by().get(i)).dataType());
        }
        Map<List<Object>, Object[]> known = new LinkedHashMap<>();
        for (int i = 0; i < shares.size(); i++) {
            schema = schema.add("_share" + i, DataTypes.DoubleType);
            for (ReferenceShare share : shares.get(i)) {
                Object[] values = known.computeIfAbsent(share.group(), group -> new Object[shares.size()]);
                values[i] = share.recovered() ? share.share() : null;
            }
        }
        List<Row> values = new ArrayList<>();
        known.forEach((group, references) -> {
            List<Object> cells = new ArrayList<>(group);
            cells.addAll(Arrays.asList(references));
            values.add(RowFactory.create(cells.toArray()));
        });
        return rows.sparkSession().createDataFrame(values, schema);
    }

    /**
     * Holds each kind of quotients against those published; see {@link PublishedQuotients#compare}. One Spark job for all,
     * and another for each kind with quotients that differ.
     *
     * @param own the columns with our quotients
     * @param key columns that tell the rows apart, to name those that differ
     * @param parts a column whose values are counted apart
     */
    public List<PublishedComparison> compare(
            Dataset<Row> rows, List<String> own, List<String> key, Optional<String> parts) {
        quotients.forEach(one -> one.check(rows.schema()));
        List<String> needed = new ArrayList<>(key);
        needed.addAll(own);
        parts.ifPresent(needed::add);
        Columns.require("The table with the location quotients", rows.schema(), needed);
        PublishedTally tally = new PublishedTally(quotients.size());
        List<Column> groups = new ArrayList<>(List.of(part(parts)));
        each().forEach(i -> groups.add(at(i).outcome(own.get(i)).as("o" + i)));
        List<Column> largest =
                each().mapToObj(i -> max(at(i).difference(own.get(i)))).toList();
        Jobs.named(
                        rows.sparkSession(),
                        "compare %s with what is published".formatted(String.join(", ", own)),
                        () -> rows.groupBy(groups.toArray(Column[]::new))
                                .agg(count(lit(1)), largest.toArray(Column[]::new))
                                .collectAsList())
                .forEach(tally::add);
        return each().mapToObj(i -> new PublishedComparison(
                        tally.counts(i),
                        tally.largest(i),
                        tally.counts(i).differing() == 0 ? List.of() : first(rows, i, own.get(i), key),
                        parts.isPresent() ? tally.parts(i) : new TreeMap<>()))
                .toList();
    }

    private static Column part(Optional<String> parts) {
        return parts.map(name -> Employment.named(name).cast(DataTypes.StringType))
                .orElse(lit(""));
    }

    private List<PublishedComparison.Difference> first(Dataset<Row> rows, int i, String own, List<String> key) {
        List<Column> columns = new ArrayList<>();
        key.forEach(name -> columns.add(Employment.named(name).as("k" + columns.size())));
        columns.add(Employment.named(own).as("own"));
        columns.add(at(i).publishedQuotient().as("published"));
        Column[] order =
                IntStream.range(0, key.size()).mapToObj(k -> asc("k" + k)).toArray(Column[]::new);
        Dataset<Row> listed = rows.where(at(i).outcome(own).equalTo(PublishedQuotients.DIFFERING))
                .select(columns.toArray(Column[]::new))
                .orderBy(order)
                .limit(DIFFERENCES_LISTED);
        return Jobs.named(rows.sparkSession(), "list quotients that differ", listed::collectAsList).stream()
                .map(row -> difference(row, key))
                .toList();
    }

    private static PublishedComparison.Difference difference(Row row, List<String> key) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < key.size(); i++) {
            names.put(key.get(i), String.valueOf(row.get(i)));
        }
        return new PublishedComparison.Difference(names, row.getDouble(key.size()), row.getDouble(key.size() + 1));
    }
}
