package org.agglo.panel;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agglo.spark.Columns;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * A table computed once, so that what is done with it later does not read the files again: the driver holds it if it is
 * small, else Spark keeps it.
 *
 * @param rows the table
 * @param local its rows, where the driver holds them; null where Spark keeps them
 */
public record Held(Dataset<Row> rows, List<Row> local) {
    /** Cells, that is rows times columns, that the driver is trusted with. */
    static final int CELLS = 2_000_000;

    /** Holds a table that is known to be small on the driver, in one partition and therefore one Spark job. */
    static Held small(Dataset<Row> plan, String job) {
        return local(plan, Jobs.named(plan.sparkSession(), job, plan::collectAsList));
    }

    /** The same with the rows changed, not their columns. */
    static Held small(Dataset<Row> plan, String job, UnaryOperator<List<Row>> change) {
        return local(plan, change.apply(Jobs.named(plan.sparkSession(), job, plan::collectAsList)));
    }

    /** Holds a table whose size is not known beforehand: on the driver, if it has no more than two million cells. */
    public static Held of(Dataset<Row> plan, String job) {
        return of(plan, job, CELLS);
    }

    /** The same with another limit. */
    public static Held of(Dataset<Row> plan, String job, int cells) {
        int most = cells / plan.columns().length;
        Dataset<Row> kept = plan.persist(StorageLevel.MEMORY_AND_DISK());
        List<Row> first =
                Jobs.named(plan.sparkSession(), job, () -> kept.limit(most + 1).collectAsList());
        if (first.size() > most) {
            return new Held(kept, null);
        }
        kept.unpersist();
        return local(plan, first);
    }

    private static Held local(Dataset<Row> plan, List<Row> rows) {
        return new Held(plan.sparkSession().createDataFrame(rows, plan.schema()), rows);
    }

    /** The same rows in the order of the first columns, which are the key. */
    public Held sorted(int keyColumns, String job) {
        if (local != null) {
            return local(
                    rows, local.stream().sorted(KeyOrder.ofRows(keyColumns)).toList());
        }
        Held sorted = sorted(rows, keyColumns, job);
        release();
        return sorted;
    }

    /** Has Spark keep a table that is known to be large, in the order of the first columns. */
    static Held sorted(Dataset<Row> plan, int keyColumns, String job) {
        Column[] key = Arrays.stream(plan.columns())
                .limit(keyColumns)
                .map(name -> plan.col(Columns.quoted(name)))
                .toArray(Column[]::new);
        Dataset<Row> sorted = plan.orderBy(key).persist(StorageLevel.MEMORY_AND_DISK());
        Jobs.named(plan.sparkSession(), job, sorted::count);
        return new Held(sorted, null);
    }

    Iterator<Row> iterator() {
        return local != null ? local.iterator() : rows.toLocalIterator();
    }

    /** Lets go of what Spark keeps. */
    public void release() {
        if (local == null) {
            rows.unpersist();
        }
    }
}
