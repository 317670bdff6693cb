package org.agglo.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.agglo.ingest.CondensedRows;
import org.agglo.ingest.Needs;
import org.agglo.ingest.csv.Grid;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Totals as Spark columns.
 *
 * <p>A total over a key's records that count is their sum; 0 where records exist and none counts; null where the value,
 * or the code that decides whether it counts, is missing in any of them, because suppressed is not zero.
 *
 * <p>Whole numbers add up exactly. Other numbers are added up in three parts, each of which adds up without rounding (see
 * {@link Grid}), so that the order of the records, which differs from run to run, does not show in the sum.
 */
final class Sums {
    private static final List<String> PARTS = List.of("_coarse", "_fine", "_rest");

    private Sums() {}

    /** What is added up: records, or rows that stand for many. */
    private interface Summands {
        /** The code that decides whether a row counts. */
        Column code(String column);

        /** A part of the value, or of the sum of the values. */
        Column part(String column, int part);

        /** How many records a row is. */
        Column count();
    }

    /** Four columns per total, to aggregate: the parts of the sum, and how many records are not known. */
    static List<Column> aggregates(List<Total> totals) {
        return aggregates(totals, new Records());
    }

    /** The same of {@link CondensedRows}. */
    static List<Column> ofCondensed(List<Total> totals) {
        return aggregates(totals, new Condensed());
    }

    private static List<Column> aggregates(List<Total> totals, Summands rows) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < totals.size(); i++) {
            Total total = totals.get(i);
            Column counts = counts(total, rows);
            for (int part = 0; part < PARTS.size(); part++) {
                columns.add(functions
                        .sum(when(counts, rows.part(total.sum(), part)))
                        .as(PARTS.get(part) + i));
            }
            Column outside = coalesce(counts.equalTo(false), lit(false));
            Column none = rows.part(total.sum(), 0).isNull();
            columns.add(functions
                    .sum(when(outside.equalTo(false).and(none.or(counts.isNull())), rows.count())
                            .otherwise(lit(0L)))
                    .as(unknown(i)));
        }
        return columns;
    }

    /** The total itself, from the aggregated columns. */
    static Column value(int i, Total total) {
        return when(col(unknown(i)).equalTo(0), sum(i)).as(total.name());
    }

    /** The sum of what is known, from the aggregated columns. */
    static Column sum(int i) {
        return parts(i).stream()
                .map(part -> coalesce(col(part), lit(0.0)))
                .reduce(Column::plus)
                .orElseThrow();
    }

    /** Adds up a total's aggregated sums further; none for −1. */
    static List<Column> added(int i) {
        return i < 0
                ? List.of()
                : parts(i).stream().map(part -> functions.sum(part).as(part)).toList();
    }

    /** The aggregated columns with the parts of a total's sum; null where nothing is added up. */
    static List<String> parts(int i) {
        return PARTS.stream().map(part -> part + i).toList();
    }

    /** The aggregated column with the number of records that are not known. */
    static String unknown(int i) {
        return "_unknown" + i;
    }

    /** What the totals ask of condensed rows, beside the columns that are used as they are. */
    static Needs needs(List<Total> totals, Set<String> exact) {
        Map<String, Set<List<String>>> prefixes = new LinkedHashMap<>();
        Set<String> summed = new LinkedHashSet<>();
        for (Total total : totals) {
            summed.add(total.sum());
            total.prefixes()
                    .forEach((column, some) -> prefixes.computeIfAbsent(column, name -> new LinkedHashSet<>())
                            .add(some));
        }
        Map<String, List<List<String>>> sets = new LinkedHashMap<>();
        prefixes.forEach((column, some) -> sets.put(column, List.copyOf(some)));
        return new Needs(exact, sets, summed);
    }

    /** True where the record counts, false where it does not, null where a code is missing. */
    private static Column counts(Total total, Summands rows) {
        return total.prefixes().entrySet().stream()
                .map(entry -> startsWithAny(rows.code(entry.getKey()).cast(DataTypes.StringType), entry.getValue()))
                .reduce(Column::and)
                .orElse(lit(true));
    }

    private static Column startsWithAny(Column code, List<String> prefixes) {
        return prefixes.stream()
                .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry ->
                        substring(code, 1, entry.getKey()).isin(entry.getValue().toArray()))
                .reduce(Column::or)
                .orElse(lit(false));
    }

    private static final class Records implements Summands {
        @Override
        public Column code(String column) {
            return col(Columns.quoted(column));
        }

        @Override
        public Column part(String column, int part) {
            return Grid.part(col(Columns.quoted(column)).cast(DataTypes.DoubleType), part);
        }

        @Override
        public Column count() {
            return lit(1L);
        }
    }

    private static final class Condensed implements Summands {
        @Override
        public Column code(String column) {
            return CondensedRows.like(column);
        }

        @Override
        public Column part(String column, int part) {
            return CondensedRows.part(column, part);
        }

        @Override
        public Column count() {
            return CondensedRows.count();
        }
    }
}
