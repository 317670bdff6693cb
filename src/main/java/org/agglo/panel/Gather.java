package org.agglo.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.agglo.ingest.Checked;
import org.agglo.ingest.CondensedRows;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.InputFile;
import org.agglo.ingest.Padding;
import org.agglo.ingest.Reading;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is gathered from a source's rows: rows by key and reason, with their number and aggregates that can be merged.
 *
 * <p>{@link #whole()} gathers all files at once. {@link #byFile()} gathers each file on its own, so that what a file gave
 * can be kept, and {@link #merged} adds such parts up: {@code merged(byFile())} has the rows of {@code whole()}, whatever
 * files the parts came from.
 */
public final class Gather {
    /** How many records a key has. */
    static final String ROWS = "_rows";

    /** Files as small as this, compressed or not, give a table that the driver can hold, from one partition. */
    private static final long SMALL_BYTES = 1 << 20;

    private static final String ADD_UP = "count and add up";

    private final String role;
    private final Checked source;
    private final List<String> key;
    private final Dataset<Row> rows;
    /** How many of the source's rows a row is. */
    private final Column count;

    private final List<Column> aggregates;
    /** By which codes rows are gathered that a crosswalk leads nowhere. */
    private final List<Lost> lost;

    private final int cells;
    private final Reading reading;
    private final String work;

    private Gather(
            Reading reading,
            String work,
            String role,
            Checked source,
            List<String> key,
            Dataset<Row> rows,
            Column count,
            List<Column> aggregates,
            List<Lost> lost,
            int cells) {
        this.reading = reading;
        this.work = work;
        this.role = role;
        this.source = source;
        this.key = List.copyOf(key);
        this.rows = rows;
        this.count = count;
        this.aggregates = Stream.concat(
                        aggregates.stream(),
                        Padding.fields(source.source()).stream().map(field -> Padding.count(field, count)))
                .toList();
        this.lost = lost;
        this.cells = cells;
    }

    /**
     * Rows that lack a part of the key are set aside.
     *
     * @param role what the panel uses the source for
     * @param aggregates with names: those beginning with an underscore add up, others are values of the key's only row
     * @param cells the most that the driver holds
     */
    static Gather of(
            String role, Checked source, List<String> key, List<Column> aggregates, List<Lost> lost, int cells) {
        Checked complete = complete(source, key);
        return new Gather(
                instead(complete, Reading.AS_ROWS),
                "gather",
                role,
                complete,
                key,
                complete.all(),
                lit(1L),
                aggregates,
                lost,
                cells);
    }

    /**
     * Totals, from rows that are condensed while they are read where that can be.
     *
     * @param exact columns that the source's steps so far use as they are
     */
    static Gather adding(
            String role,
            Checked source,
            List<String> key,
            List<Total> totals,
            Set<String> exact,
            List<Lost> lost,
            int cells) {
        Checked complete = complete(source, key);
        List<Total> all = lost.isEmpty() ? totals : lost.get(0).with(totals);
        return complete.condensed(Sums.needs(all, exact))
                .map(condensed -> new Gather(
                        Reading.CONDENSED,
                        ADD_UP,
                        role,
                        complete,
                        key,
                        condensed.rows(),
                        CondensedRows.count(),
                        Sums.ofCondensed(all),
                        lost,
                        cells))
                .orElseGet(() -> new Gather(
                        instead(complete, Reading.STEP),
                        ADD_UP,
                        role,
                        complete,
                        key,
                        complete.all(),
                        parts(complete),
                        Sums.aggregates(all),
                        lost,
                        cells));
    }

    private static Reading instead(Checked source, Reading why) {
        return source.reading() == Reading.CONDENSED ? why : source.reading();
    }

    /** How the source's rows come. */
    Reading reading() {
        return reading;
    }

    /** How many of the source's rows a row is: a part of a record that was divided counts once in all. */
    private static Column parts(Checked source) {
        return List.of(source.all().columns()).contains(Split.PART) ? col(Split.PART) : lit(1L);
    }

    private static Checked complete(Checked source, List<String> key) {
        Checked complete = source;
        for (String column : key) {
            complete = complete.setAside(named(column).isNull(), "missing " + column);
        }
        return complete;
    }

    /** What it is for, unlike any other of the same panel. */
    public String name() {
        return role + " " + source.source().name();
    }

    /** What the Spark UI calls it. */
    public String job() {
        return "%s: %s by %s".formatted(source.source().name(), work, String.join(", ", key));
    }

    /** The source, with the rows set aside that lack a part of the key. */
    public Checked source() {
        return source;
    }

    List<String> key() {
        return key;
    }

    List<Lost> lost() {
        return lost;
    }

    /** The columns by which rows are gathered, before the reason: the key, and the code of those that reach no region. */
    private List<String> groups() {
        return Stream.concat(key.stream(), lost.stream().limit(1).map(one -> Lost.CODE))
                .toList();
    }

    /** The place of the reason, behind which stands the number of rows. */
    int reasonAt() {
        return groups().size();
    }

    /** The key of a row that is used, its code if it reaches no region, and the reason. */
    List<Column> told(Dataset<Row> all) {
        Column used = all.col(Checked.REASON).isNull();
        List<Column> told = new ArrayList<>();
        key.forEach(column -> told.add(when(used, named(column)).as(column)));
        if (!lost.isEmpty()) {
            told.add(Lost.code(lost, all));
        }
        told.add(all.col(Checked.REASON).as(Checked.REASON));
        return told;
    }

    /** The most cells that the driver holds. */
    public int cells() {
        return cells;
    }

    /**
     * The key, null for rows not used; the code of those that reach no region, if such are told apart; {@code _reason}; {@code
     * _rows}, the number of rows; the aggregates.
     */
    public Dataset<Row> whole() {
        return aggregated(small() ? rows.coalesce(1) : rows, Stream.empty());
    }

    /** The same for each file, its name {@code _file} first. */
    public Dataset<Row> byFile() {
        return aggregated(rows, Stream.of(rows.col(Checked.FILE)));
    }

    /** Parts as {@link #byFile()} gives them, added up over the files. */
    public Dataset<Row> merged(Dataset<Row> parts) {
        List<Column> sums = Arrays.stream(parts.columns())
                .skip(reasonAt() + 3L)
                .map(name -> (name.startsWith("_") ? sum(named(name)) : first(named(name))).as(name))
                .toList();
        Column[] groups = Stream.concat(groups().stream(), Stream.of(Checked.REASON))
                .map(Gather::named)
                .toArray(Column[]::new);
        return parts.groupBy(groups).agg(sum(ROWS).as(ROWS), sums.toArray(Column[]::new));
    }

    private Dataset<Row> aggregated(Dataset<Row> all, Stream<Column> before) {
        List<Column> groups = new ArrayList<>(before.toList());
        groups.addAll(told(all));
        Dataset<Row> gathered =
                all.groupBy(groups.toArray(Column[]::new)).agg(sum(count).as(ROWS), aggregates.toArray(Column[]::new));
        // A key may hold later parts of divided records alone, which count as no row and yet are there.
        boolean divided = List.of(all.columns()).contains(Split.PART);
        return divided ? gathered : gathered.where(col(ROWS).gt(lit(0L)));
    }

    /** Whether the driver holds the whole for sure. */
    boolean small() {
        return source.source().format() != FileFormat.JDBC
                && source.files().stream().mapToLong(InputFile::bytes).sum() <= Math.min(SMALL_BYTES, cells);
    }

    private static Column named(String column) {
        return col(Columns.quoted(column));
    }
}
