package org.agglo.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.agglo.ingest.csv.CsvInput;
import org.agglo.ingest.csv.CsvReader;
import org.agglo.spark.DataException;
import org.agglo.spark.HeaderException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Text files of another {@link Layout} than one row a record. The cells that become rows keep their record's file and
 * line; a malformed record stays one row. A file that lacks some of the others' columns has no rows for them.
 */
final class WideTable {
    private static final String CELL = "_cell";

    private final Layout layout;
    private final ColumnNames names;
    private final List<String> wanted;
    private final List<List<String>> headers;
    private final List<CsvInput> inputs;
    /** The first header's names, if it is composite. */
    private final List<String> parts;
    /** The headers whose cells become rows. */
    private final List<String> cells;
    /** The headers that the reader is asked for. */
    private final List<String> read;

    private WideTable(Layout layout, ColumnNames names, List<List<String>> headers, List<CsvInput> inputs) {
        this.layout = layout;
        this.names = names;
        this.wanted = names.wanted();
        this.headers = headers;
        this.inputs = inputs;
        this.parts = layout.composite().map(this::parts).orElse(List.of());
        this.cells = layout.wide().map(this::matching).orElse(List.of());
        this.read = read();
    }

    /** The rows, one column for each wanted header, as {@link RawTable} has them. */
    static Dataset<Row> read(
            SparkSession spark, CsvReader reader, List<CsvInput> inputs, Layout layout, ColumnNames names) {
        var table = new WideTable(layout, names, reader.headers(spark, inputs), inputs);
        return table.laidOut(reader.read(spark, inputs, table.read, Set.copyOf(table.cells), names.aliases())
                .rows());
    }

    private List<String> parts(String separator) {
        String first = headers.get(0).get(0);
        for (int i = 0; i < headers.size(); i++) {
            if (!headers.get(i).get(0).equals(first)) {
                throw new DataException(
                        "%s begins with the header %s, %s with %s. Files of one source have one composite."
                                .formatted(
                                        inputs.get(0).path(),
                                        first,
                                        inputs.get(i).path(),
                                        headers.get(i).get(0)));
            }
        }
        int end = first.lastIndexOf('\\');
        String codes = end < 0 ? first : first.substring(0, end);
        return renamed(Arrays.stream(codes.split(Pattern.quote(separator), -1))
                .map(String::strip)
                .toList());
    }

    /** The parts under the names that the study has for them. */
    private List<String> renamed(List<String> found) {
        List<String> renamed = new ArrayList<>(found);
        List<String> there = names.found(found, inputs.get(0).path());
        for (int i = 0; i < there.size(); i++) {
            if (there.get(i) != null) {
                renamed.set(found.indexOf(there.get(i)), wanted.get(i));
            }
        }
        return List.copyOf(renamed);
    }

    private List<String> matching(Layout.Wide wide) {
        Pattern pattern = Pattern.compile(wide.headers());
        Set<String> found = new LinkedHashSet<>();
        for (int i = 0; i < headers.size(); i++) {
            List<String> here = headers.get(i).stream()
                    .filter(name -> pattern.matcher(name).matches())
                    .toList();
            if (here.isEmpty()) {
                throw new HeaderException(
                        "%s has no header that matches \"%s\"; it has %s. Mend wide.headers, or the file."
                                .formatted(inputs.get(i).path(), wide.headers(), String.join(", ", headers.get(i))),
                        headers.get(i));
            }
            found.addAll(here);
        }
        return List.copyOf(found);
    }

    private List<String> read() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : wanted) {
            if (parts.contains(name)) {
                names.add(headers.get(0).get(0));
            } else if (!isNew(name)) {
                names.add(name);
            }
        }
        names.addAll(cells);
        return List.copyOf(names);
    }

    private boolean isNew(String name) {
        return layout.wide()
                .filter(wide -> wide.names().equals(name) || wide.values().equals(name))
                .isPresent();
    }

    private Dataset<Row> laidOut(Dataset<Row> rows) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            columns.add(column(wanted.get(i)).as(RawTable.name(i)));
        }
        columns.add(col(Checked.FILE));
        columns.add(col(Checked.ROW));
        columns.add(col(Checked.PROBLEM));
        boolean wide = layout.wide().isPresent();
        columns.add((wide
                        ? coalesce(concat(col(CELL + ".name"), lit(": "), col(Checked.RAW)), col(Checked.RAW))
                        : col(Checked.RAW))
                .as(Checked.RAW));
        Dataset<Row> judged = parts.isEmpty() || !read.contains(headers.get(0).get(0))
                ? rows
                : rows.withColumn(Checked.PROBLEM, problem());
        return (wide ? exploded(judged) : judged).select(columns.toArray(Column[]::new));
    }

    private Column column(String name) {
        if (parts.contains(name)) {
            return trim(element_at(codes(), parts.indexOf(name) + 1));
        }
        if (layout.wide().filter(wide -> wide.names().equals(name)).isPresent()) {
            return col(CELL + ".name");
        }
        if (layout.wide().filter(wide -> wide.values().equals(name)).isPresent()) {
            return col(CELL + ".value");
        }
        return there(name);
    }

    private Column there(String name) {
        return col(CsvReader.column(read.indexOf(name)));
    }

    /** The codes in the first cell; as many as the header has names, so that none is looked for where there is none. */
    private Column codes() {
        return when(size(first()).equalTo(lit(parts.size())), first());
    }

    private Column problem() {
        return coalesce(
                col(Checked.PROBLEM),
                when(
                        size(first()).notEqual(lit(parts.size())),
                        format_string("%d codes in the first cell, " + parts.size() + " expected", size(first()))));
    }

    /** The codes in the first cell, however many. */
    private Column first() {
        return split(
                there(headers.get(0).get(0)), Pattern.quote(layout.composite().orElseThrow()), -1);
    }

    private Dataset<Row> exploded(Dataset<Row> rows) {
        Column[] pairs = cells.stream()
                .map(name -> struct(lit(name).as("name"), there(name).as("value")))
                .toArray(Column[]::new);
        Column none = array(struct(
                lit(null).cast(DataTypes.StringType).as("name"),
                lit(null).cast(DataTypes.StringType).as("value")));
        Column all = when(col(Checked.PROBLEM).isNull(), array(pairs)).otherwise(none);
        return rows.withColumn(CELL, explode(all))
                .where(col(Checked.PROBLEM).isNotNull().or(col(CELL + ".value").isNotNull()));
    }
}
