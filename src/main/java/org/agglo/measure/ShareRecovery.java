package org.agglo.measure;

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

/** Finds the number that lies in all intervals of a group, or in as many as can be. */
record ShareRecovery(List<String> by) {
    static final String LOWER = "_lower";
    static final String UPPER = "_upper";

    /** Ends of one cell's interval. */
    record Interval(double lower, double upper) {}

    List<ReferenceShare> recover(Dataset<Row> intervals, String job) {
        List<Row> bounds = Jobs.named(
                intervals.sparkSession(),
                job,
                () -> intervals
                        .groupBy(groups())
                        .agg(max(LOWER), min(UPPER), count(lit(1)))
                        .collectAsList());
        List<ReferenceShare> shares = bounds.stream().map(this::share).collect(Collectors.toCollection(ArrayList::new));
        List<ReferenceShare> empty =
                shares.stream().filter(share -> !share.consistent()).toList();
        if (!empty.isEmpty()) {
            Map<List<Object>, List<Interval>> cells = collect(intervals, empty);
            shares.replaceAll(share -> share.consistent() ? share : densest(share.group(), cells.get(share.group())));
        }
        shares.sort(Comparator.comparing(ReferenceShare::group, ShareRecovery::compare));
        return List.copyOf(shares);
    }

    private Column[] groups() {
        return by.stream().map(Employment::named).toArray(Column[]::new);
    }

    private ReferenceShare share(Row row) {
        int n = by.size();
        double lower = row.getDouble(n);
        double upper = row.getDouble(n + 1);
        long cells = row.getLong(n + 2);
        return new ReferenceShare(values(row), lower, upper, cells, lower <= upper ? cells : 0);
    }

    private List<Object> values(Row row) {
        return IntStream.range(0, by.size()).mapToObj(row::get).toList();
    }

    private Map<List<Object>, List<Interval>> collect(Dataset<Row> intervals, List<ReferenceShare> groups) {
        Column wanted = groups.stream().map(this::isGroup).reduce(Column::or).orElseThrow();
        return Jobs.named(
                        intervals.sparkSession(),
                        "find the shares that fit most quotients",
                        () -> intervals.where(wanted).collectAsList())
                .stream()
                .collect(Collectors.groupingBy(
                        this::values,
                        Collectors.mapping(
                                row -> new Interval(row.getDouble(by.size()), row.getDouble(by.size() + 1)),
                                Collectors.toList())));
    }

    private Column isGroup(ReferenceShare share) {
        return IntStream.range(0, by.size())
                .mapToObj(i ->
                        Employment.named(by.get(i)).equalTo(lit(share.group().get(i))))
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
            while (uppers[closed] < lowers[opened - 1]) {
                closed++;
            }
            if (opened - closed > most) {
                most = opened - closed;
                from = lowers[opened - 1];
                to = uppers[closed];
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
