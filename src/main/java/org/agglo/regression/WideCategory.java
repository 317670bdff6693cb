package org.agglo.regression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A column of levels, or of combinations of them, whose rows stay in Spark: only counts are known here. */
final class WideCategory extends Category {
    private final WideRows rows;
    private final List<String> columns;
    private final long missing;

    /**
     * @param columns where the rows have it
     * @param missing rows without a level
     */
    WideCategory(String name, WideRows rows, List<String> columns, int levels, long missing) {
        super(name, new int[0], Collections.nCopies(levels, ""));
        this.rows = rows;
        this.columns = List.copyOf(columns);
        this.missing = missing;
    }

    /** The combinations that occur of columns without missing levels; one Spark job. */
    static WideCategory combinedWide(List<Category> categories) {
        WideRows rows = ((WideCategory) categories.get(0)).rows;
        List<String> columns = new ArrayList<>();
        categories.forEach(category -> columns.addAll(((WideCategory) category).columns));
        String name = categories.stream().map(Category::name).collect(Collectors.joining("^"));
        return new WideCategory(name, rows, columns, Math.toIntExact(rows.levels(columns)), 0);
    }

    /** Where the rows have it. */
    List<String> columns() {
        return columns;
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
        return rows.nested(columns, ((WideCategory) other).columns);
    }
}
