package org.agglo.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.agglo.ingest.csv.CellRole;
import org.agglo.ingest.csv.CsvReader;
import org.agglo.ingest.csv.CsvRecords;
import org.agglo.ingest.csv.Grid;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads a source's records condensed, and puts them through the source's checks.
 *
 * <p>What is read stands below the checks: a row has the text of one of the records that it stands for, and the checks judge
 * that text as they judge any record. So condensed rows get no rules of their own; that they tell apart what the rules
 * tell apart is all there is to see to.
 */
final class Condenser {
    private static final int MOST_SETS = 8;

    private final Source source;
    private final Needs needs;
    private final List<String> headers;
    private final List<CellRole> roles = new ArrayList<>();

    Condenser(Source source, Needs needs) {
        this.source = source;
        this.needs = needs;
        this.headers = Checks.headers(source);
        headers.forEach(header -> roles.add(role(header)));
    }

    Dataset<Row> rows(CsvRecords records) {
        Dataset<Row> read =
                records.condensed(roles).withColumn(Checked.ROW, lit(0L)).withColumn(Checked.RAW, lit(""));
        Dataset<Row> judged = Checks.apply(source, RawTable.of(read, headers, List.of()));
        return judged.select(columns(this::sum));
    }

    /** The columns that condensed rows have, those of sums as given. */
    private Column[] columns(Function<String, List<Column>> sum) {
        List<Column> columns = new ArrayList<>();
        needs.exact().forEach(name -> columns.add(named(name)));
        needs.prefixes().keySet().forEach(name -> columns.add(named(name).as(CondensedRows.likeName(name))));
        needs.summed().forEach(name -> columns.addAll(sum.apply(name)));
        for (String name : List.of(Checked.FILE, Checked.REASON, Checked.SUPPRESSED, CsvReader.COUNT)) {
            columns.add(col(name));
        }
        Padding.columns(source).forEach(name -> columns.add(named(name)));
        return columns.toArray(Column[]::new);
    }

    /**
     * What moves single rows, which count as used, to another reason: each once taken away and once added. Parts of sums add
     * up without rounding, so that what is taken away leaves no trace.
     *
     * @param like rows that have these columns
     */
    Dataset<Row> moved(Dataset<Row> like, List<Row> rows, List<String> reasons) {
        List<Row> twice = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            twice.add(with(rows.get(i), null, -1));
            twice.add(with(rows.get(i), reasons.get(i), 1));
        }
        StructType schema = rows.get(0).schema().add(Checked.REASON, DataTypes.StringType);
        Dataset<Row> single = like.sparkSession()
                .createDataFrame(twice, schema.add(CsvReader.COUNT, DataTypes.LongType))
                .withColumn(Checked.SUPPRESSED, lit(null).cast(DataTypes.BooleanType));
        return single.select(columns(name -> {
            List<Column> parts = new ArrayList<>();
            for (int i = 0; i < CsvReader.PARTS.size(); i++) {
                parts.add(times(named(name).cast(DataTypes.DoubleType), i).as(CondensedRows.partName(name, i)));
            }
            return parts;
        }));
    }

    private static Row with(Row row, String reason, long count) {
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(row.get(i));
        }
        cells.add(reason);
        cells.add(count);
        return RowFactory.create(cells.toArray());
    }

    private static Column times(Column value, int part) {
        return Grid.part(value, part).multiply(col(CsvReader.COUNT).cast(DataTypes.DoubleType));
    }

    private CellRole role(String header) {
        List<Field> fields = source.fields().stream()
                .filter(field -> field.headers().contains(header))
                .toList();
        if (fields.size() != 1
                || !fields.get(0).isPlain()
                || Checks.compared(source).contains(header)) {
            return CellRole.text();
        }
        Field field = fields.get(0);
        List<List<String>> prefixes = needs.prefixes().getOrDefault(field.name(), List.of());
        boolean needed = needs.exact().contains(field.name())
                || !field.allowed().isEmpty()
                || prefixes.size() > MOST_SETS
                || (field.type() != FieldType.TEXT && !prefixes.isEmpty());
        if (needed) {
            return CellRole.text();
        }
        if (field.type() != FieldType.TEXT) {
            return CellRole.number(field.type() == FieldType.INTEGER, field.missing(), field.min(), field.max());
        }
        return prefixes.isEmpty() ? CellRole.presence(field.missing()) : CellRole.prefix(field.missing(), prefixes);
    }

    /** The parts of a sum: as the scan added them up, or as many times the number that the text stands for. */
    private List<Column> sum(String name) {
        Column value = named(name).cast(DataTypes.DoubleType);
        Column plain = plain(name);
        Column same = when(
                        value.notEqual(plain),
                        raise_error(concat(lit("A condensed number is read differently by the checks: "), value))
                                .cast(DataTypes.DoubleType))
                .otherwise(value);
        List<Column> parts = new ArrayList<>();
        for (int i = 0; i < CsvReader.PARTS.size(); i++) {
            Column times = times(value, i);
            Column added = sums(name) < 0 ? times : when(plain.isNull(), times).otherwise(scanned(name, i));
            parts.add(when(same.isNotNull(), added).as(CondensedRows.partName(name, i)));
        }
        return parts;
    }

    private Column scanned(String name, int part) {
        return col(CsvReader.PARTS.get(part) + sums(name));
    }

    private Column plain(String name) {
        return sums(name) < 0 ? lit(null).cast(DataTypes.DoubleType) : col(CsvReader.PLAIN + sums(name));
    }

    /** Which of the columns that the scan adds up this is; −1 for none. */
    private int sums(String name) {
        Field field = source.fields().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        int at = headers.indexOf(field.from());
        return field.isPlain() && roles.get(at).addsUp()
                ? (int) roles.subList(0, at).stream().filter(CellRole::addsUp).count()
                : -1;
    }

    private static Column named(String name) {
        return col(Columns.quoted(name));
    }
}
