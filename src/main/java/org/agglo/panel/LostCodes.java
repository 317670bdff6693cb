package org.agglo.panel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.agglo.ingest.Checked;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Adds gathered rows that the driver holds up by the codes that they were lost with, as {@link Unmatched} has Spark do with more. */
final class LostCodes {
    private static final class Lot {
        private long records;
        private final double[] parts = new double[Sums.parts(0).size()];

        /** Rounded as Spark's decimals are, so that sums do not depend on the order of rows. */
        BigDecimal sum() {
            double sum = parts[0];
            for (int part = 1; part < parts.length; part++) {
                sum += parts[part];
            }
            return BigDecimal.valueOf(sum).setScale(Unmatched.DECIMALS, RoundingMode.HALF_UP);
        }
    }

    private record Code(String code, long records, BigDecimal sum) {}

    private static final Comparator<Code> MOST_FIRST = Comparator.comparing(Code::sum, Comparator.reverseOrder())
            .thenComparing(Code::records, Comparator.reverseOrder())
            .thenComparing(code -> code.code().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Lot matched = new Lot();
    /** For each crosswalk. */
    private final List<Map<String, Lot>> lost;

    private LostCodes(int crosswalks) {
        lost = Stream.generate(() -> (Map<String, Lot>) new HashMap<String, Lot>())
                .limit(crosswalks)
                .toList();
    }

    static List<Unmatched> of(List<Lost> lost, Held gathered, int total) {
        var codes = new LostCodes(lost.size());
        Map<String, Integer> crosswalks = new HashMap<>();
        for (int i = 0; i < lost.size(); i++) {
            for (String reason : lost.get(i).reasons()) {
                crosswalks.put(reason, i);
            }
        }
        StructType schema = gathered.rows().schema();
        int[] parts = total < 0
                ? new int[0]
                : Sums.parts(total).stream().mapToInt(schema::fieldIndex).toArray();
        int code = schema.fieldIndex(Lost.CODE);
        int reason = schema.fieldIndex(Checked.REASON);
        int records = schema.fieldIndex(Gather.ROWS);
        for (Row row : gathered.local()) {
            if (!row.isNullAt(code)) {
                Map<String, Lot> of = codes.lost.get(crosswalks.get(row.getString(reason)));
                add(of.computeIfAbsent(row.getString(code), some -> new Lot()), row, records, parts);
            } else if (row.isNullAt(reason)) {
                add(codes.matched, row, records, parts);
            }
        }
        return codes.unmatched(lost);
    }

    private static void add(Lot lot, Row row, int records, int[] parts) {
        lot.records += row.getLong(records);
        for (int part = 0; part < parts.length; part++) {
            lot.parts[part] += row.isNullAt(parts[part]) ? 0 : row.getDouble(parts[part]);
        }
    }

    private List<Unmatched> unmatched(List<Lost> of) {
        List<Unmatched> all = new ArrayList<>();
        BigDecimal after = matched.sum();
        for (int i = of.size() - 1; i >= 0; i--) {
            List<Code> codes = codes(lost.get(i));
            BigDecimal before = codes.stream().map(Code::sum).reduce(after, BigDecimal::add);
            if (!codes.isEmpty()) {
                all.add(
                        0,
                        unmatched(of.get(i), codes, before, after, lost.get(i).keySet()));
            }
            after = before;
        }
        return all;
    }

    private static List<Code> codes(Map<String, Lot> lots) {
        return lots.entrySet().stream()
                .map(entry -> new Code(
                        entry.getKey(),
                        entry.getValue().records,
                        entry.getValue().sum()))
                .sorted(MOST_FIRST)
                .toList();
    }

    private static Unmatched unmatched(
            Lost of, List<Code> codes, BigDecimal before, BigDecimal after, Set<String> lost) {
        return new Unmatched(
                of.crosswalk(),
                of.on(),
                of.step().leadsTo(),
                codes.size(),
                codes.stream().mapToLong(Code::records).sum(),
                of.summed(),
                before.doubleValue(),
                after.doubleValue(),
                codes.stream().limit(Unmatched.LISTED).map(Code::code).toList(),
                LostZeros.of(of, lost));
    }
}
