package org.agglo.panel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Lot> lost = new HashMap<>();

    private LostCodes() {}

    static Unmatched of(Lost lost, Held gathered, int total) {
        var codes = new LostCodes();
        StructType schema = gathered.rows().schema();
        int[] parts = total < 0
                ? new int[0]
                : Sums.parts(total).stream().mapToInt(schema::fieldIndex).toArray();
        int code = schema.fieldIndex(Lost.CODE);
        int reason = schema.fieldIndex(Checked.REASON);
        int records = schema.fieldIndex(Gather.ROWS);
        for (Row row : gathered.local()) {
            if (!row.isNullAt(code)) {
                add(codes.lost.computeIfAbsent(row.getString(code), some -> new Lot()), row, records, parts);
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

    private Unmatched unmatched(Lost of) {
        List<Code> codes = lost.entrySet().stream()
                .map(entry -> new Code(
                        entry.getKey(),
                        entry.getValue().records,
                        entry.getValue().sum()))
                .sorted(MOST_FIRST)
                .toList();
        BigDecimal after = matched.sum();
        BigDecimal before = codes.stream().map(Code::sum).reduce(after, BigDecimal::add);
        return new Unmatched(
                of.on(),
                codes.size(),
                codes.stream().mapToLong(Code::records).sum(),
                of.summed(),
                before.doubleValue(),
                after.doubleValue(),
                codes.stream().limit(Unmatched.LISTED).map(Code::code).toList(),
                LostZeros.of(of, lost.keySet()));
    }
}
