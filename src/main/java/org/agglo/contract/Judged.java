package org.agglo.contract;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table that contracts are about.
 *
 * @param name of the source, or {@code panel}
 * @param key the columns that tell rows apart; empty if none do
 * @param time the column with the period, of a panel
 * @param place text that says where a row is
 * @param order the columns by which the first rows are the first
 */
public record Judged(
        String name, Dataset<Row> rows, List<String> key, Optional<String> time, Column place, List<String> order) {
    public Judged {
        key = List.copyOf(key);
        order = List.copyOf(order);
    }
}
