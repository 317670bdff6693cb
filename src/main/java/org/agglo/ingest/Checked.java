package org.agglo.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.agglo.spark.Columns;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A source's rows with what the checks say of each: used, not selected, or set aside and why. Nothing is dropped.
 *
 * <p>Lazy and immutable: {@link #setAside} and {@link #map} give new values, and the files are read by the jobs that use
 * {@link #all()}.
 */
public final class Checked {
    /** STRING: the row's file, relative to the data folder. */
    public static final String FILE = "_file";
    /** BIGINT: CSV, the line where the record starts, the header's line being 1; Parquet, the row, the first being 1. */
    public static final String ROW = "_row";
    /** STRING: null for a row that is used, {@link RowCounts#NOT_SELECTED}, or why it is set aside. */
    public static final String REASON = "_reason";
    /** STRING: what is wrong with a malformed record, null for any other row. */
    public static final String PROBLEM = "_problem";
    /** STRING: the record as it stands in the file; as JSON for Parquet. */
    public static final String RAW = "_raw";
    /** BOOLEAN: whether the publisher withholds cells of this row, which are therefore null; see {@link Suppression}. */
    public static final String SUPPRESSED = "_suppressed";

    /** The columns that {@link #all()} has beside the declared ones. */
    static final List<String> BOOKKEEPING = List.of(FILE, ROW, REASON, PROBLEM, RAW, SUPPRESSED);

    private final Source source;
    private final List<InputFile> files;
    private final Dataset<Row> all;
    private final Condensing condensing;

    Checked(Source source, List<InputFile> files, Dataset<Row> all, Condensing condensing) {
        Columns.require("Source " + source.name(), all.schema(), BOOKKEEPING);
        this.source = source;
        this.files = List.copyOf(files);
        this.all = all;
        this.condensing = condensing;
    }

    /**
     * Every row of the files: the declared columns by name (TEXT as STRING, INTEGER as BIGINT, NUMBER as DOUBLE; null
     * where missing), then {@link #FILE}, {@link #ROW}, {@link #REASON}, {@link #PROBLEM}, {@link #RAW}, {@link #SUPPRESSED}
     * and those that {@link Padding#column} names. The cells of rows that are not used mean nothing.
     */
    public Dataset<Row> all() {
        return all;
    }

    /** The rows that are used, declared columns only (and those that {@link #map} added). */
    public Dataset<Row> accepted() {
        List<String> others = new ArrayList<>(BOOKKEEPING);
        others.addAll(Padding.columns(source));
        return all.filter(all.col(REASON).isNull()).drop(others.toArray(String[]::new));
    }

    /**
     * Sets aside the rows where the condition is true and that are still used. A null condition is not true.
     *
     * @param condition on the columns of {@link #all()}
     */
    public Checked setAside(Column condition, String reason) {
        // The reason so far stands once in the new one: twice would double the plan with every rule.
        return map(rows -> rows.withColumn(REASON, coalesce(rows.col(REASON), when(condition, lit(reason)))));
    }

    /**
     * The same source with other rows: columns added, a table joined. The work must keep every row once, and the
     * bookkeeping columns, and must be a function of its argument: it may be asked to do the same to {@link #condensed}
     * rows.
     */
    public Checked map(UnaryOperator<Dataset<Row>> work) {
        return new Checked(source, files, work.apply(all), condensing.then(work));
    }

    /**
     * The same rows, those that differ in nothing that matters counted and added up, with the same reasons; empty where
     * the source cannot be read so: its files are no CSV, or small, or some rows repeat a key.
     */
    public Optional<CondensedRows> condensed(Needs needs) {
        return condensing.rows(needs);
    }

    /**
     * The same with other columns, which the source then declares; such rows are never condensed.
     *
     * @param why they are not
     */
    public Checked map(Source changed, Reading why, UnaryOperator<Dataset<Row>> work) {
        Reading reading = condensing.reading() == Reading.CONDENSED ? why : condensing.reading();
        return new Checked(changed, files, work.apply(all), Condensing.not(reading));
    }

    /** How the rows come if they are added up: why not condensed, or {@link Reading#CONDENSED}. */
    public Reading reading() {
        return condensing.reading();
    }

    /** Counts by reason, in a job of its own; whoever aggregates {@link #all()} anyway counts there. */
    public RowCounts counts() {
        var byReason = new HashMap<String, Long>();
        Jobs.named(
                        all.sparkSession(),
                        source.name() + ": count",
                        () -> all.groupBy(all.col(REASON))
                                .agg(functions.count(lit(1)))
                                .collectAsList())
                .forEach(row -> byReason.put(row.getString(0), row.getLong(1)));
        return RowCounts.of(byReason);
    }

    /** What the study declares. */
    public Source source() {
        return source;
    }

    /** The files read, in the order of their paths. */
    public List<InputFile> files() {
        return files;
    }
}
