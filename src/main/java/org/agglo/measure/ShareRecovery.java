package org.agglo.measure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the number that lies in all intervals of a group, or in as many as can be, for each of several quotients. */
record ShareRecovery(List<PublishedQuotients> quotients) {
    private static final String LOWER = "_lower";
    private static final String UPPER = "_upper";

    /** Two divisions of numbers below 2^53, each right to half a unit in the last of 53 binary digits, and some room. */
    private static final double ARITHMETIC = 1e-14;

    /** Ends of one cell's interval. */
    record Interval(double lower, double upper) {}

    List<List<ReferenceShare>> recover(Dataset<Row> rows) {
        int n = by().size();
        List<Column> columns = new ArrayList<>(List.of(groups()));
        List<Column> bounds = new ArrayList<>();
        for (int i = 0; i < quotients.size(); i++) {
            columns.add(quotients.get(i).lower().as(LOWER + i));
            columns.add(quotients.get(i).upper().as(UPPER + i));
            bounds.addAll(List.of(max(LOWER + i), min(UPPER + i), count(LOWER + i)));
        }
        Dataset<Row> intervals = rows.select(columns.toArray(Column[]::new));
        String job = "recover reference shares from "
                + quotients.stream().map(PublishedQuotients::published).collect(Collectors.joining(", "));
        List<Row> found = Jobs.named(
                intervals.sparkSession(),
                job,
                () -> intervals
                        .groupBy(groups())
                        .agg(bounds.get(0), bounds.stream().skip(1).toArray(Column[]::new))
                        .collectAsList());
        return IntStream.range(0, quotients.size())
                .mapToObj(i -> shares(found, intervals, i, n + 3 * i))
                .toList();
    }

    private List<String> by() {
        return quotients.get(0).by();
    }

    private Column[] groups() {
        return by().stream().map(Employment::named).toArray(Column[]::new);
    }

    private List<ReferenceShare> shares(List<Row> found, Dataset<Row> intervals, int i, int at) {
        List<ReferenceShare> shares = found.stream()
                .filter(row -> row.getLong(at + 2) > 0)
                .map(row -> share(row, at))
                .collect(Collectors.toCollection(ArrayList::new));
        List<ReferenceShare> empty =
                shares.stream().filter(share -> !share.consistent()).toList();
        if (!empty.isEmpty()) {
            Map<List<Object>, List<Interval>> cells = collect(intervals, i, empty);
            shares.replaceAll(share -> share.consistent() ? share : densest(share.group(), cells.get(share.group())));
        }
        shares.sort(Comparator.comparing(ReferenceShare::group, ShareRecovery::compare));
        return List.copyOf(shares);
    }

    private ReferenceShare share(Row row, int at) {
        double lower = row.getDouble(at);
        double upper = row.getDouble(at + 1);
        long cells = row.getLong(at + 2);
        if (lower > upper && !above(lower, upper)) {
            return new ReferenceShare(values(row), upper, lower, cells, cells);
        }
        return new ReferenceShare(values(row), lower, upper, cells, lower <= upper ? cells : 0);
    }

    /** Above by more than the arithmetic's own rounding: the ends of two intervals may be one number. */
    private static boolean above(double lower, double upper) {
        return lower > upper * (1 + ARITHMETIC);
    }

    private List<Object> values(Row row) {
        return IntStream.range(0, by().size()).mapToObj(row::get).toList();
    }

    private Map<List<Object>, List<Interval>> collect(Dataset<Row> intervals, int i, List<ReferenceShare> groups) {
        List<Column> columns = new ArrayList<>(List.of(groups()));
        columns.add(col(LOWER + i));
        columns.add(col(UPPER + i));
        Column wanted = groups.stream().map(this::isGroup).reduce(Column::or).orElseThrow();
        Dataset<Row> cells =
                intervals.where(wanted.and(col(LOWER + i).isNotNull())).select(columns.toArray(Column[]::new));
        return Jobs.named(intervals.sparkSession(), "find the shares that fit most quotients", cells::collectAsList)
                .stream()
                .collect(Collectors.groupingBy(
                        this::values,
                        Collectors.mapping(
                                row -> new Interval(row.getDouble(by().size()), row.getDouble(by().size() + 1)),
                                Collectors.toList())));
    }

    private Column isGroup(ReferenceShare share) {
        return IntStream.range(0, by().size())
                .mapToObj(i ->
                        Employment.named(by().get(i)).equalTo(lit(share.group().get(i))))
                .reduce(Column::and)
                .orElse(lit(true));
    }

    /** The stretch that most intervals cover, the lowest one of several, by a sweep over their ends. */
    static ReferenceShare densest(List<Object> group, List<Interval> intervals) {
        double[] lowers =
                intervals.stream().mapToDouble(Interval::lower).sorted().toArray();
        double[] uppers =
                intervals.stream().mapToDouble(Interval::upper).sorted().toArray();
        int most = 0;
        double from = 0;
        double to = 0;
        for (int opened = 1, closed = 0; opened <= lowers.length; opened++) {
            while (above(lowers[opened - 1], uppers[closed])) {
                closed++;
            }
            if (opened - closed > most) {
                most = opened - closed;
                from = Math.min(lowers[opened - 1], uppers[closed]);
                to = Math.max(lowers[opened - 1], uppers[closed]);
            }
        }
        return new ReferenceShare(group, from, to, intervals.size(), most);
    }

    @SuppressWarnings(
            "unchecked") // The values of one column have one type, and Spark groups by types that have an order.
    private static int compare(List<Object> left, List<Object> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = ((Comparable<Object>) left.get(i)).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
