package org.agglo.store;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.ingest.FileKeys;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Files to the ranges of their keys. */
record KeyRanges(Map<String, KeyRange> byFile) {
    static final KeyRanges NONE = new KeyRanges(Map.of());

    /** Those of the files whose keys are hashed. */
    static KeyRanges of(FileKeys keys, String source) {
        Dataset<Row> ranges = keys.blocks().select(FileKeys.FILE, FileKeys.LOW, FileKeys.HIGH);
        Map<String, KeyRange> byFile = new LinkedHashMap<>();
        Jobs.named(ranges.sparkSession(), source + ": ranges of keys", ranges::collectAsList)
                .forEach(row ->
                        byFile.merge(row.getString(0), new KeyRange(row.getList(1), row.getList(2)), KeyRange::and));
        return new KeyRanges(byFile);
    }

    Collection<KeyRange> all() {
        return byFile.values();
    }

    /** A file's; empty, so that it meets no other, if it has no keys. */
    KeyRange of(String file) {
        int numbers = all().stream().mapToInt(range -> range.low().size()).max().orElse(0);
        List<Long> none = Collections.nCopies(numbers, Long.MAX_VALUE);
        return byFile.getOrDefault(file, new KeyRange(none, Collections.nCopies(numbers, Long.MIN_VALUE)));
    }
}
