package org.agglo.panel;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Where the codes lie by crosswalks of which some divide records. A step that looks up what a dividing one brings divides too:
 * what its codes reach stands with each region of that one.
 *
 * @param tables the rows of each step's crosswalk
 */
record Regions(List<Step> steps, List<Dataset<Row>> tables) {
    static final String CODE = "_code";
    static final String SHARE = "_share";
    static final String FROM = "_from";
    static final String TO = "_to";

    /** What begins the names of columns that do not outlast the division. */
    static final String WALK = "_walk_";

    /** The column with all regions of a code, whenever they hold; null where the crosswalk does not have the code. */
    static String reached(int i) {
        return WALK + "reached" + i;
    }

    /** Whether records come apart by the step. */
    boolean divides(int i) {
        return !steps.get(i).walk().isPlain() || ofParts(i);
    }

    /** Whether the parts of a record look their codes up and not the record. */
    boolean ofParts(int i) {
        return before(i) >= 0;
    }

    /** The dividing step that brings what this one looks up; −1 for none. */
    private int before(int i) {
        return IntStream.range(0, i)
                .filter(j -> steps.get(j).brings().contains(steps.get(i).walk().on()) && divides(j))
                .findFirst()
                .orElse(-1);
    }

    /** What a region of the step gives to a part, beside its share. */
    List<String> gives(int i) {
        List<String> gives = new ArrayList<>(steps.get(i).brings());
        onward(i).forEach(next -> gives.add(reached(next)));
        return gives;
    }

    private List<Integer> onward(int i) {
        return IntStream.range(i + 1, steps.size())
                .filter(next -> before(next) == i)
                .boxed()
                .toList();
    }

    /** One row for each code, with its regions in an order of their own. */
    Dataset<Row> of(int i) {
        Step step = steps.get(i);
        Dataset<Row> rows = tables.get(i);
        for (String name : step.brings()) {
            rows = rows.where(named(name).isNotNull());
        }
        for (int next : onward(i)) {
            Dataset<Row> reached = broadcast(of(next));
            Column on = rows.col(Columns.quoted(steps.get(next).walk().on()));
            rows = rows.join(reached, on.equalTo(reached.col(CODE)), "left").drop(CODE);
        }
        List<Column> fields = new ArrayList<>();
        gives(i).forEach(name -> fields.add(named(name).as(name)));
        Column share = step.walk()
                .weight()
                .map(name -> named(name).cast(DataTypes.DoubleType))
                .orElse(lit(1.0));
        fields.add(share.as(SHARE));
        fields.add(period(step.walk().from()).as(FROM));
        fields.add(period(step.walk().to()).as(TO));
        return rows.groupBy(named(step.walk().on()).as(CODE))
                .agg(array_sort(collect_list(struct(fields.toArray(Column[]::new))))
                        .as(reached(i)));
    }

    private static Column period(Optional<String> column) {
        return column.map(Regions::named).orElse(lit(null)).cast(DataTypes.LongType);
    }

    private static Column named(String column) {
        return col(Columns.quoted(column));
    }
}
