package org.agglo.app.run;

import java.util.List;
import org.agglo.report.Table;
import org.agglo.report.TableFormat;

/** A table and the name of its files. */
record NamedTable(String name, Table table) {
    /** Writes the table in every format below {@code tables/}. */
    void write(OutputFolder output) {
        for (TableFormat format : TableFormat.values()) {
            output.write(
                    "tables/" + name + "." + format.extension(),
                    format == TableFormat.HTML ? format.page(List.of(table)) : format.render(table));
        }
    }
}
