package org.agglo.ingest;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/**
 * The files' rows before any check: one column {@code c0, c1, …} per header, as text (CSV) or as the file types it
 * (Parquet), then {@code _file}, {@code _row}, {@code _raw} and {@code _problem}.
 *
 * @param headers what {@code c0, c1, …} are called in the files
 * @param unpackedBytes the files' size, packed ones counted for what they probably hold
 * @param condensing how they can be read otherwise
 */
record RawTable(Dataset<Row> rows, List<String> headers, long unpackedBytes, Condensing condensing) {
    private static final int PACKED_RATIO = 8;
    private static final List<String> PACKED = List.of(".gz", ".bz2", ".zst", ".zip", ".parquet", ".orc");

    RawTable {
        headers = List.copyOf(headers);
    }

    /** The cells of a row that is no text, as JSON, for {@link Checked#RAW}. */
    static Column json(List<Column> named) {
        return to_json(struct(named.toArray(Column[]::new)), Map.of("ignoreNullFields", "false"))
                .as(Checked.RAW);
    }

    static String name(int index) {
        return "c" + index;
    }

    Column cell(String header) {
        return rows.col(name(headers.indexOf(header)));
    }

    DataType type(String header) {
        return rows.schema().fields()[headers.indexOf(header)].dataType();
    }

    /** What stands beside the cells and the four columns that every table has: the counts and sums of condensed rows. */
    List<String> extras() {
        List<String> named = List.of(Checked.FILE, Checked.ROW, Checked.PROBLEM, Checked.RAW);
        return Arrays.stream(rows.columns())
                .skip(headers.size())
                .filter(name -> !named.contains(name))
                .toList();
    }

    /** The rows of files, read one by one only. */
    static RawTable of(Dataset<Row> rows, List<String> headers, List<InputFile> files) {
        return of(rows, headers, files, Condensing.NONE);
    }

    /** The rows of files. */
    static RawTable of(Dataset<Row> rows, List<String> headers, List<InputFile> files, Condensing condensing) {
        return new RawTable(rows, headers, unpackedBytes(files), condensing);
    }

    static long unpackedBytes(List<InputFile> files) {
        return files.stream()
                .mapToLong(file -> file.bytes() * (isPacked(file.path()) ? PACKED_RATIO : 1))
                .sum();
    }

    static boolean isPacked(String path) {
        return PACKED.stream().anyMatch(path::endsWith);
    }
}
