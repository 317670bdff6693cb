package org.agglo.simulate;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Takes the rows of one employment file. */
interface RowSink extends Closeable {
    /** Header and column names, in the files' order. */
    List<String> COLUMNS = List.of("firm_id", "county_code", "industry_code", "year", "employment");

    /** A clean row. */
    void row(long firm, int county, int industry, int year, long employment) throws IOException;

    /** A row as texts, one a column; null is an empty cell. */
    void cells(String[] cells) throws IOException;
}
