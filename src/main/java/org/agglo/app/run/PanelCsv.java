package org.agglo.app.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The panel as one CSV file, numbers in full precision, null as an empty cell, in the order of its key. */
final class PanelCsv {
    private static final String FILE = "panel.csv";

    private PanelCsv() {}

    static void write(Dataset<Row> rows, OutputFolder output) {
        try (OutputStream file = output.create(FILE);
                Writer out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8))) {
            out.write(line(Stream.of(rows.columns())));
            for (Iterator<Row> it = rows.toLocalIterator(); it.hasNext(); ) {
                Row row = it.next();
                out.write(line(IntStream.range(0, row.size()).mapToObj(i -> text(row, i))));
            }
        } catch (IOException e) {
            throw output.unwritable(FILE, e);
        }
    }

    private static String text(Row row, int i) {
        if (row.isNullAt(i)) {
            return "";
        }
        Object value = row.get(i);
        if (value instanceof scala.collection.Seq<?>) {
            return String.join(" ", row.<String>getList(i));
        }
        return text(value);
    }

    /** A text that a spreadsheet would run as a formula is defused; a number never is. */
    static String text(Object value) {
        boolean formula = value instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + value : String.valueOf(value);
    }

    /** One line, cells quoted where they must be. */
    static String line(Stream<String> cells) {
        return cells.map(PanelCsv::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
