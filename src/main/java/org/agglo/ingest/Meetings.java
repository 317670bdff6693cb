package org.agglo.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Which files have keys in common. */
final class Meetings {
    /** As many doubled hashes are looked at one by one; if there are more, all files count as one group. */
    private static final long MOST = 500_000;

    private final Map<String, String> parent = new HashMap<>();

    private Meetings() {}

    static List<List<String>> among(Dataset<Row> blocks, DoubledHashes doubled) {
        long hashes = doubled.counts()[0];
        if (hashes == 0) {
            return List.of();
        }
        if (hashes > MOST) {
            List<String> all = blocks.select(FileKeys.FILE).distinct().collectAsList().stream()
                    .map(row -> row.getString(0))
                    .sorted()
                    .toList();
            return all.size() > 1 ? List.of(all) : List.of();
        }
        long[] sorted = doubled.all();
        Arrays.sort(sorted);
        return new Meetings().groups(hits(blocks, sorted));
    }

    /** Files and their doubled hashes. */
    private static List<Tuple2<String, long[]>> hits(Dataset<Row> blocks, long[] doubled) {
        var context = JavaSparkContext.fromSparkContext(blocks.sparkSession().sparkContext());
        Broadcast<long[]> shared = context.broadcast(doubled);
        try {
            return blocks.select(FileKeys.FILE, FileKeys.HASHES)
                    .javaRDD()
                    .map(row -> new Tuple2<>(row.getString(0), common(row.getAs(1), shared.value())))
                    .filter(hits -> hits._2().length > 0)
                    .collect();
        } finally {
            shared.destroy();
        }
    }

    private static long[] common(byte[] block, long[] doubled) {
        LongStream all = FileKeys.unpacked(block);
        return all.filter(hash -> Arrays.binarySearch(doubled, hash) >= 0)
                .distinct()
                .toArray();
    }

    private List<List<String>> groups(List<Tuple2<String, long[]>> hits) {
        Map<Long, String> first = new HashMap<>();
        for (Tuple2<String, long[]> one : hits) {
            for (long hash : one._2()) {
                String other = first.putIfAbsent(hash, one._1());
                if (other != null && !other.equals(one._1())) {
                    parent.put(root(one._1()), root(other));
                }
            }
        }
        Map<String, List<String>> groups = new LinkedHashMap<>();
        hits.stream()
                .map(Tuple2::_1)
                .distinct()
                .sorted()
                .forEach(file -> groups.computeIfAbsent(root(file), root -> new ArrayList<>())
                        .add(file));
        return groups.values().stream().filter(files -> files.size() > 1).toList();
    }

    private String root(String file) {
        String at = file;
        while (parent.containsKey(at) && !parent.get(at).equals(at)) {
            at = parent.get(at);
        }
        return at;
    }
}
