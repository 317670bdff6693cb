package org.agglo.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agglo.ingest.csv.CsvReader;
import org.agglo.ingest.csv.CsvRecords;
import org.agglo.ingest.csv.KeyCell;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A source's keys read past the checks, by the scan that finds the records: none of their other cells is looked at.
 *
 * <p>So there are keys among them of rows that a check sets aside for another cell. If no hash comes twice, the keys of the used rows
 * are unique all the more; where one does, {@link #among} has the records that are to be compared. Keys that are not
 * written plainly are read by the checks' own rules.
 */
final class KeyScan {
    private final Source source;
    private final CsvRecords records;
    private final List<String> headers;
    private final List<KeyCell> cells;

    private KeyScan(Source source, CsvRecords records, List<String> headers, List<KeyCell> cells) {
        this.source = source;
        this.records = records;
        this.headers = headers;
        this.cells = cells;
    }

    /** None where a part of the key is made of a cell otherwise than by taking it as it stands, or may be withheld. */
    static Optional<KeyScan> of(Source source, CsvRecords records) {
        List<String> headers = Checks.headers(source);
        List<KeyCell> cells = new ArrayList<>();
        for (String name : source.key()) {
            Field field = Checks.field(source, name).orElseThrow();
            if (!field.isPlain() || field.type() == FieldType.NUMBER || Checks.mayBeWithheld(source, field)) {
                return Optional.empty();
            }
            int column = headers.indexOf(field.from());
            cells.add(
                    field.type() == FieldType.TEXT
                            ? KeyCell.text(column, field.missing())
                            : KeyCell.whole(column, field.missing(), field.min(), field.max()));
        }
        for (var rule : source.where().entrySet()) {
            Optional<Field> field = Checks.field(source, rule.getKey());
            if (field.isPresent() && !field.get().isPlain()) {
                return Optional.empty();
            }
            cells.add(KeyCell.filter(headers.indexOf(field.map(Field::from).orElse(rule.getKey())), rule.getValue()));
        }
        return Optional.of(new KeyScan(source, records, headers, cells));
    }

    /** Blocks of {@link FileKeys}. */
    JavaRDD<Row> blocks() {
        Source keys = keysOnly();
        Dataset<Row> read = records.keys(cells).withColumn(Checked.ROW, lit(0L)).withColumn(Checked.RAW, lit(""));
        Column scanned = col(CsvReader.HASHES);
        List<Column> columns = FileKeys.columns(keys);
        int wholes = columns.size() - 2;
        columns.addAll(List.of(col(CsvReader.LOW), col(CsvReader.HIGH), scanned));
        return Checks.apply(keys, RawTable.of(read, headers, List.of()))
                .filter(scanned.isNotNull().or(col(Checked.REASON).isNull()))
                .select(columns.toArray(Column[]::new))
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(part -> new KeyBlocks(part, wholes, true));
    }

    /** The source with no columns but those that the keys need; none of them is ever withheld. */
    private Source keysOnly() {
        List<Field> fields = source.fields().stream()
                .filter(field ->
                        source.key().contains(field.name()) || source.where().containsKey(field.name()))
                .toList();
        return new Source(
                source.name(),
                source.path(),
                source.format(),
                source.csv(),
                fields,
                source.key(),
                source.duplicates(),
                source.where(),
                Optional.empty());
    }

    /** The rows as the checks judge them, of the records whose key may have one of the hashes. */
    Dataset<Row> among(long[] hashes) {
        return Checks.apply(source, RawTable.of(records.among(cells, hashes), headers, List.of()));
    }
}
