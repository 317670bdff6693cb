package org.agglo.regression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A column of levels, or of combinations of them, whose rows stay in Spark: only counts are known here. */
final class WideCategory extends Category {
    private final WideRows rows;
    private final List<String> columns;
    private final List<LevelKind> kinds;
    private final long missing;

    /**
     * @param columns where the rows have it
     * @param kinds how the levels of each are named
     * @param missing rows without a level
     */
    WideCategory(String name, WideRows rows, List<String> columns, List<LevelKind> kinds, int levels, long missing) {
        super(name, new int[0], Collections.nCopies(levels, ""));
        this.rows = rows;
        this.columns = List.copyOf(columns);
        this.kinds = List.copyOf(kinds);
        this.missing = missing;
    }

    /** The combinations that occur of columns without missing levels; one Spark job. */
    static WideCategory combinedWide(List<Category> categories) {
        WideRows rows = ((WideCategory) categories.get(0)).rows;
        List<String> columns = new ArrayList<>();
        List<LevelKind> kinds = new ArrayList<>();
        for (Category category : categories) {
            columns.addAll(((WideCategory) category).columns);
            kinds.addAll(((WideCategory) category).kinds);
        }
        String name = categories.stream().map(Category::name).collect(Collectors.joining("^"));
        return new WideCategory(name, rows, columns, kinds, Math.toIntExact(rows.levels(columns)), 0);
    }

    /** Where the rows have it. */
    List<String> columns() {
        return columns;
    }

    /** The effect of each level, as {@link FixedEffects} has it: the weighted mean of what the regressors leave of the outcome. */
    Dataset<Row> effect(Fitted fitted) {
        int first = fitted.formula().intercept() ? 1 : 0;
        double[] estimates = fitted.estimates();
        Column left = rows.raw(0);
        for (int j = first; j < estimates.length; j++) {
            left = left.minus(rows.raw(j - first + 1).multiply(estimates[j]));
        }
        return rows.means(name(), columns, kinds, left);
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
