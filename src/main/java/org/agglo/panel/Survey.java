package org.agglo.panel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.agglo.ingest.RowCounts;
import org.apache.spark.sql.Row;

/** Looks once over the finished panel's rows and writes down what they hold. */
final class Survey {
    private final PanelSpec spec;
    private final List<String> names;
    private final List<KeyedTable> joined;
    private final int[] unitAt;
    private final long[] nulls;
    private final Map<List<Object>, Set<Long>> periodsOfUnit = new HashMap<>();
    private final Map<String, Map<Long, Boolean>> zero = new LinkedHashMap<>();
    private final Map<String, Long> filled = new LinkedHashMap<>();
    private final List<Set<List<Object>>> joinKeys = new ArrayList<>();
    private long rows;

    /**
     * Looks over the rows.
     *
     * @param names the columns, the panel's key first
     */
    Survey(PanelSpec spec, List<String> names, List<KeyedTable> joined, Iterator<Row> panel) {
        this.spec = spec;
        this.names = names;
        this.joined = joined;
        int keys = Layout.key(spec).size();
        this.unitAt = IntStream.range(0, keys).filter(i -> i != 1).toArray();
        this.nulls = new long[names.size()];
        spec.totals().forEach(total -> zero.put(total.name(), new TreeMap<>()));
        spec.interpolate().forEach(column -> filled.put(column, 0L));
        joined.forEach(table -> joinKeys.add(new HashSet<>()));
        int[][] joinAt = joined.stream()
                .map(table -> table.key().stream().mapToInt(names::indexOf).toArray())
                .toArray(int[][]::new);
        panel.forEachRemaining(row -> see(row, joinAt));
    }

    private void see(Row row, int[][] joinAt) {
        rows++;
        periodsOfUnit
                .computeIfAbsent(KeyOrder.of(row, unitAt), unit -> new HashSet<>())
                .add(row.getLong(1));
        for (int i = 0; i < nulls.length; i++) {
            nulls[i] += row.isNullAt(i) ? 1 : 0;
        }
        zero.forEach((total, periods) -> {
            int at = names.indexOf(total);
            periods.merge(row.getLong(1), !row.isNullAt(at) && row.getDouble(at) == 0, Boolean::logicalAnd);
        });
        for (int i = 0; i < joinAt.length; i++) {
            joinKeys.get(i).add(KeyOrder.of(row, joinAt[i]));
        }
        List<String> columns = row.getList(names.indexOf(Interpolation.FILLED));
        columns.forEach(column -> filled.merge(column, 1L, Long::sum));
    }

    PanelReport report(
            Map<String, RowCounts> sources,
            Map<String, Map<String, Long>> padded,
            Map<String, PanelReport.Incomplete> incomplete,
            List<Unmatched> unmatched) {
        List<Long> periods = periods();
        Map<String, Long> missing = new LinkedHashMap<>();
        for (int i = 0; i < nulls.length; i++) {
            if (nulls[i] > 0) {
                missing.put(names.get(i), nulls[i]);
            }
        }
        return new PanelReport(
                regions().size(),
                periods,
                rows,
                twins(),
                gaps(periods),
                sources,
                padded,
                IntStream.range(0, joined.size()).mapToObj(this::join).toList(),
                groups(),
                incomplete,
                zeroPeriods(),
                filled,
                missing,
                unmatched);
    }

    private Map<String, List<Long>> zeroPeriods() {
        Map<String, List<Long>> periods = new LinkedHashMap<>();
        zero.forEach((total, all) -> {
            List<Long> some = all.keySet().stream().filter(all::get).toList();
            if (!some.isEmpty()) {
                periods.put(total, some);
            }
        });
        return periods;
    }

    private Map<String, PanelReport.Keys> twins() {
        Map<String, PanelReport.Keys> twins = new LinkedHashMap<>();
        for (int i = 0; i < unitAt.length; i++) {
            int at = i;
            Set<String> codes = new HashSet<>();
            periodsOfUnit.keySet().forEach(unit -> {
                if (unit.get(at) instanceof String code) {
                    codes.add(code);
                }
            });
            PanelReport.Keys alike = LostZeros.twins(codes);
            if (!alike.isEmpty()) {
                twins.put(names.get(unitAt[i]), alike);
            }
        }
        return twins;
    }

    private Set<String> regions() {
        Set<String> regions = new TreeSet<>();
        periodsOfUnit.keySet().forEach(unit -> regions.add(String.valueOf(unit.get(0))));
        return regions;
    }

    private List<Long> periods() {
        TreeSet<Long> seen = new TreeSet<>();
        periodsOfUnit.values().forEach(seen::addAll);
        if (spec.from().isPresent() && spec.to().isPresent()) {
            return LongStream.rangeClosed(spec.from().get(), spec.to().get())
                    .boxed()
                    .toList();
        }
        return List.copyOf(seen);
    }

    private PanelReport.Keys gaps(List<Long> periods) {
        List<List<Object>> absent = new ArrayList<>();
        periodsOfUnit.forEach((unit, there) -> {
            for (Long period : periods) {
                if (!there.contains(period)) {
                    List<Object> key = new ArrayList<>(unit);
                    key.add(1, period);
                    absent.add(key);
                }
            }
        });
        return PanelReport.Keys.of(absent);
    }

    private PanelReport.Joined join(int i) {
        KeyedTable table = joined.get(i);
        Set<List<Object>> unmatched = joinKeys.get(i);
        List<List<Object>> unused = new ArrayList<>();
        long size = 0;
        for (Iterator<Row> rows = table.table().iterator(); rows.hasNext(); size++) {
            List<Object> key = KeyOrder.of(rows.next(), table.key().size());
            if (!unmatched.remove(key)) {
                unused.add(key);
            }
        }
        return new PanelReport.Joined(
                table.source().source().name(),
                table.key(),
                size,
                PanelReport.Keys.of(new ArrayList<>(unmatched)),
                PanelReport.Keys.of(unused),
                LostZeros.among(
                        table.key(),
                        unmatched,
                        spec.source(),
                        unused,
                        table.source().source().name()));
    }

    private Map<String, PanelReport.Grouped> groups() {
        Map<String, PanelReport.Grouped> reports = new LinkedHashMap<>();
        spec.groups().forEach((column, groups) -> {
            Set<String> listed = new TreeSet<>();
            groups.values().forEach(listed::addAll);
            reports.put(column, new PanelReport.Grouped(less(regions(), listed), less(listed, regions())));
        });
        return reports;
    }

    private static PanelReport.Keys less(Set<String> all, Set<String> some) {
        return PanelReport.Keys.of(all.stream()
                .filter(region -> !some.contains(region))
                .map(region -> List.<Object>of(region))
                .toList());
    }
}
