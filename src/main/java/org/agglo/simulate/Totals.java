package org.agglo.simulate;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Employment by region and year as it stands in the files, added up exactly, and the location quotients it gives. */
final class Totals {
    private final long[][] manufacturing;
    private final long[][] total;
    private final Map<DirtKind, Long> dirt = new EnumMap<>(DirtKind.class);
    private long clean;
    private long bytes;

    Totals(int regions, int years, List<FileTotals> files) {
        manufacturing = new long[regions][years];
        total = new long[regions][years];
        files.forEach(this::add);
    }

    private void add(FileTotals file) {
        for (int i = 0; i < file.total().length; i++) {
            manufacturing[file.firstRegion() + i][file.year()] += file.manufacturing()[i];
            total[file.firstRegion() + i][file.year()] += file.total()[i];
        }
        file.dirt().forEach((kind, count) -> dirt.merge(kind, count, Long::sum));
        clean += file.rows();
        bytes += file.bytes();
    }

    /** (q_im / q_i) / (n_m / n) by region and year. */
    double[][] locationQuotients() {
        double[][] quotients = new double[total.length][total[0].length];
        for (int t = 0; t < total[0].length; t++) {
            long nationManufacturing = 0;
            long nation = 0;
            for (int p = 0; p < total.length; p++) {
                nationManufacturing += manufacturing[p][t];
                nation += total[p][t];
            }
            for (int p = 0; p < total.length; p++) {
                quotients[p][t] =
                        ((double) manufacturing[p][t] / total[p][t]) / ((double) nationManufacturing / nation);
            }
        }
        return quotients;
    }

    /** Manufacturing jobs of the region in the year counted from 0. */
    long manufacturing(int region, int year) {
        return manufacturing[region][year];
    }

    /** Jobs of the region in the year counted from 0. */
    long total(int region, int year) {
        return total[region][year];
    }

    /** Clean rows. */
    long clean() {
        return clean;
    }

    /** Clean and bad rows. */
    long rows() {
        return clean + dirt.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes of all files. */
    long bytes() {
        return bytes;
    }

    /** Bad rows by the kind's label. */
    Map<String, Long> dirt() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (DirtKind kind : DirtKind.values()) {
            counts.put(kind.label(), dirt.getOrDefault(kind, 0L));
        }
        return counts;
    }
}
