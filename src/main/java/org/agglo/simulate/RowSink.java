package org.agglo.simulate;

import java.io.Closeable;
import java.io.IOException;

/** Takes the rows of one employment file. */
interface RowSink extends Closeable {
    /** Header and column names, in the files' order. */
    String[] COLUMNS = {"firm_id", "county_code", "industry_code", "year", "employment"};

    /** A clean row. */
    void row(long firm, int county, int industry, int year, long employment) throws IOException;

    /** A row as texts, one a column; null is an empty cell. */
    void cells(String[] cells) throws IOException;
}
