package org.agglo.app.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The panel as one CSV file, numbers in full precision, null as an empty cell, in the order of its key. */
final class PanelCsv {
    private static final String FILE = "panel.csv";

    private PanelCsv() {}

    static void write(Dataset<Row> rows, OutputFolder output) {
        try (OutputStream file = output.create(FILE);
                Writer out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8))) {
            var line = new CsvLine();
            for (String column : rows.columns()) {
                line.add(column);
            }
            line.end(out);
            for (Iterator<Row> it = rows.toLocalIterator(); it.hasNext(); ) {
                add(it.next(), line);
                line.end(out);
            }
        } catch (IOException e) {
            throw output.unwritable(FILE, e);
        }
    }

    private static void add(Row row, CsvLine line) {
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            if (value == null) {
                line.addNull();
            } else if (value instanceof scala.collection.Seq<?>) {
                line.add(String.join(" ", row.<String>getList(i)));
            } else {
                line.addValue(value);
            }
        }
    }
}
