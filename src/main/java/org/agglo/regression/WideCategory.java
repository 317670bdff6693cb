package org.agglo.regression;

import java.util.Collections;

/** A column of levels whose rows stay in Spark: only counts are known here. */
final class WideCategory extends Category {
    private final WideRows rows;
    private final String column;
    private final long missing;

    /**
     * @param column where the rows have it
     * @param missing rows without a level
     */
    WideCategory(String name, WideRows rows, String column, int levels, long missing) {
        super(name, new int[0], Collections.nCopies(levels, ""));
        this.rows = rows;
        this.column = column;
        this.missing = missing;
    }

    /** Where the rows have it. */
    String column() {
        return column;
    }

    @Override
    boolean complete() {
        return missing == 0;
    }

    @Override
    long missing() {
        return missing;
    }

    @Override
    boolean nestedIn(Category other) {
        return rows.nested(column, ((WideCategory) other).column);
    }
}
