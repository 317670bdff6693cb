package org.agglo.ingest.csv;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** A condensed row as Spark's, with the columns that a query uses; filled anew each time. */
final class CondensedRow {
    private enum What {
        TEXT,
        FILE,
        PROBLEM,
        COUNT,
        PART,
        PLAIN
    }

    private final SpecificInternalRow row;
    private final What[] what;
    /** Which column or sum. */
    private final int[] which;
    /** Which part of a sum. */
    private final int[] part;

    CondensedRow(StructType required) {
        this.row = new SpecificInternalRow(required);
        this.what = new What[required.length()];
        this.which = new int[what.length];
        this.part = new int[what.length];
        for (int i = 0; i < what.length; i++) {
            set(i, required.fieldNames()[i]);
        }
    }

    private void set(int i, String name) {
        switch (name) {
            case CsvReader.FILE -> what[i] = What.FILE;
            case CsvReader.PROBLEM -> what[i] = What.PROBLEM;
            case CsvReader.COUNT -> what[i] = What.COUNT;
            default -> {
                which[i] = Integer.parseInt(name.replaceAll("\\D", ""));
                part[i] = CsvReader.PARTS.indexOf(name.replaceAll("\\d", ""));
                if (part[i] >= 0) {
                    what[i] = What.PART;
                } else {
                    what[i] = name.startsWith(CsvReader.PLAIN) ? What.PLAIN : What.TEXT;
                }
            }
        }
    }

    InternalRow of(CondensingReader source) {
        for (int i = 0; i < what.length; i++) {
            switch (what[i]) {
                case TEXT -> set(i, source.text(which[i]));
                case FILE -> set(i, source.file());
                case PROBLEM -> set(i, source.problem());
                case COUNT -> row.setLong(i, source.count());
                case PART -> row.setDouble(i, source.total(which[i], part[i]));
                case PLAIN -> setPlain(i, source.plain(which[i]));
            }
        }
        return row;
    }

    private void set(int i, UTF8String text) {
        if (text == null) {
            row.setNullAt(i);
        } else {
            row.update(i, text);
        }
    }

    private void setPlain(int i, double value) {
        if (Double.isNaN(value)) {
            row.setNullAt(i);
        } else {
            row.setDouble(i, value);
        }
    }
}
