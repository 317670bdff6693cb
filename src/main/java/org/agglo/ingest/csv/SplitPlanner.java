package org.agglo.ingest.csv;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.agglo.spark.Jobs;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Cuts large files into splits that begin at records. Where a byte range starts, a quote may be open; so each range is
 * first scanned for quotes and line ends, all in parallel, and the results are chained. That also gives each split its
 * first line number.
 */
final class SplitPlanner {
    /** An unclosed quote makes the rest of a file be scanned again; after as many, the reader finds the rest itself. */
    private static final int MOST_UNCLOSED = 20;
    /** So many files for each thread balance the work; splitting them would cost a scan and gain nothing. */
    private static final int FILES = 8;
    /** A file is split all the same if it is more than so many splits. */
    private static final int MOST_SPLITS = 8;

    private final SparkSession spark;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final long splitBytes;

    SplitPlanner(SparkSession spark, Broadcast<SerializableConfiguration> hadoop, long splitBytes) {
        this.spark = spark;
        this.hadoop = hadoop;
        this.splitBytes = splitBytes;
    }

    /** The splits in the order of the files and of their records. */
    List<CsvSplit> plan(List<CsvFile> files) {
        List<Cut> cuts = new ArrayList<>();
        long whole = whole(files);
        for (CsvFile file : files) {
            cuts.add(new Cut(file, whole));
        }
        for (int round = 0; round <= MOST_UNCLOSED; round++) {
            List<Cut> open = cuts.stream().filter(cut -> !cut.done).toList();
            if (open.isEmpty()) {
                break;
            }
            advance(open);
        }
        return cuts.stream().flatMap(cut -> cut.finished().stream()).toList();
    }

    /** Files of up to so many bytes are not split. */
    private long whole(List<CsvFile> files) {
        long bytes = files.stream().mapToLong(CsvFile::scannedBytes).sum();
        long balanced = bytes / (FILES * (long) spark.sparkContext().defaultParallelism());
        return Math.max(splitBytes, Math.min(balanced, MOST_SPLITS * splitBytes));
    }

    private void advance(List<Cut> cuts) {
        List<Range> ranges = new ArrayList<>();
        cuts.forEach(cut -> ranges.addAll(cut.ranges()));
        List<Segment> segments = scan(ranges);
        int next = 0;
        for (Cut cut : cuts) {
            int count = cut.ranges().size();
            cut.take(segments.subList(next, next + count));
            next += count;
        }
    }

    private List<Segment> scan(List<Range> ranges) {
        Broadcast<SerializableConfiguration> conf = hadoop;
        return Jobs.named(spark, "find record starts", () -> {
            var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            return context.parallelize(ranges, ranges.size())
                    .map(range -> range.scan(conf.value().value()))
                    .collect();
        });
    }

    /** A part of a file to be scanned. */
    private record Range(CsvFile file, long start, long stop) implements Serializable {
        Segment scan(Configuration conf) {
            try (var in = new Streams(conf).open(file.input(), file.codec(), file.encoding(), start)) {
                return Segment.scan(in, start, stop - start, file.delimiter(), file.quote());
            } catch (IOException e) {
                throw Streams.unreadable(file.input().path(), file.dataLine(), e);
            }
        }
    }

    /** The splits of one file as far as they are known. */
    private final class Cut {
        private final CsvFile file;
        private final List<CsvSplit> splits = new ArrayList<>();
        private long start;
        private long line;
        private boolean done;

        Cut(CsvFile file, long whole) {
            this.file = file;
            this.start = file.dataOffset();
            this.line = file.dataLine();
            this.done = !file.splittable() || file.scannedBytes() - start <= whole;
        }

        List<Range> ranges() {
            List<Range> ranges = new ArrayList<>();
            for (long at = start; at < file.scannedBytes(); at += splitBytes) {
                ranges.add(new Range(file, at, Math.min(at + splitBytes, file.scannedBytes())));
            }
            return ranges;
        }

        /** Chains the segments from the first record on, up to the end or a record whose quote is never closed. */
        void take(List<Segment> segments) {
            List<long[]> starts = new ArrayList<>();
            starts.add(new long[] {start, line});
            long[] last = starts.get(0);
            int state = Segment.CELL;
            long before = line;
            for (int i = 0; i < segments.size(); i++) {
                Segment.Lane lane = segments.get(i).lanes().get(state);
                if (lane.first() >= 0) {
                    if (i > 0) {
                        starts.add(new long[] {lane.first(), before + lane.firstLine()});
                    }
                    last = new long[] {lane.last(), before + lane.lastLine()};
                }
                before += segments.get(i).lines();
                state = lane.end();
            }
            if (state == Segment.QUOTED) {
                stopAt(starts, last[0], last[1]);
            } else {
                add(starts, file.scannedBytes(), -1);
                done = true;
            }
        }

        private void stopAt(List<long[]> starts, long broken, long brokenLine) {
            CsvSplit alone = new CsvSplit(file, broken, broken + 1, brokenLine, broken);
            try (var in = new Streams(hadoop.value().value())
                            .open(file.input(), file.codec(), file.encoding(), broken);
                    var scanner = RecordReader.scanner(alone, in)) {
                scanner.next(alone.stop(), broken);
                start = scanner.nextOffset();
                line = scanner.nextLine();
            } catch (IOException e) {
                throw Streams.unreadable(file.input().path(), brokenLine, e);
            }
            add(starts, start, broken);
            done = start >= file.scannedBytes();
        }

        private void add(List<long[]> starts, long stop, long broken) {
            for (int i = 0; i < starts.size(); i++) {
                long next = i + 1 < starts.size() ? starts.get(i + 1)[0] : stop;
                boolean last = i + 1 == starts.size();
                splits.add(new CsvSplit(file, starts.get(i)[0], next, starts.get(i)[1], last ? broken : -1));
            }
        }

        List<CsvSplit> finished() {
            if (splits.isEmpty()) {
                return file.hasRecords() ? List.of(CsvSplit.whole(file)) : List.of();
            }
            if (!done) {
                splits.add(new CsvSplit(file, start, Long.MAX_VALUE, line, -1));
            }
            return splits;
        }
    }

    /** Groups splits, in order, into as many partitions as there are threads, but none larger than a split. */
    static List<CsvPartition> pack(List<CsvSplit> splits, long splitBytes, int threads) {
        long total = splits.stream().mapToLong(CsvSplit::bytes).sum();
        long target = Math.max(1, Math.min(splitBytes, total / Math.max(1, threads)));
        List<CsvPartition> partitions = new ArrayList<>();
        List<CsvSplit> current = new ArrayList<>();
        long bytes = 0;
        for (CsvSplit split : splits) {
            if (!current.isEmpty() && bytes + split.bytes() / 2 > target) {
                partitions.add(new CsvPartition(current));
                current = new ArrayList<>();
                bytes = 0;
            }
            current.add(split);
            bytes += split.bytes();
        }
        if (!current.isEmpty()) {
            partitions.add(new CsvPartition(current));
        }
        return partitions;
    }
}
