package org.agglo.ingest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The 64-bit hashes that more than one row has, among any number of rows.
 *
 * <p>A hash's bucket is told by its value. Each task packs the hashes of a bucket into blocks of bytes, so that what is
 * shuffled is 8 bytes a row in few records; where a bucket arrives, its hashes are sorted and neighbours compared. A table of
 * all hashes, as a grouping needs, is never made.
 */
final class DoubledHashes implements AutoCloseable {
    /** As many hashes as one task holds back, all buckets together. */
    private static final int HELD = 1 << 20;

    private static final int LARGEST_BLOCK = 8192;
    private static final int SMALLEST_BLOCK = 64;

    /** For each bucket its doubled hashes, each followed by how many rows have it. */
    private final JavaRDD<long[]> doubled;

    private long[] counts;

    private DoubledHashes(JavaRDD<long[]> doubled) {
        this.doubled = doubled.persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** @param blocks hashes, 8 bytes each */
    static DoubledHashes among(JavaRDD<byte[]> blocks) {
        int parallel = blocks.context().defaultParallelism();
        int buckets = Math.max(parallel, 2 * blocks.getNumPartitions());
        JavaPairRDD<Integer, byte[]> sorted =
                blocks.mapPartitionsToPair(all -> new Blocks(all, buckets)).partitionBy(new HashPartitioner(buckets));
        return new DoubledHashes(
                sorted.values().mapPartitions(bucket -> List.of(doubled(bucket)).iterator()));
    }

    /** How many hashes are doubled, and how many rows have them. */
    long[] counts() {
        if (counts == null) {
            counts = doubled.map(DoubledHashes::counts).fold(new long[2], (a, b) ->
                    new long[] {a[0] + b[0], a[1] + b[1]});
        }
        return counts;
    }

    /** All of them; to be asked for only if they are not too many. */
    long[] all() {
        return doubled.collect().stream()
                .flatMapToLong(pairs -> firsts(pairs).stream().mapToLong(pair -> pair[0]))
                .toArray();
    }

    /** Those that the fewest rows have. */
    long[] rarest(int number) {
        return doubled.flatMap(pairs -> rarest(firsts(pairs), number).iterator()).collect().stream()
                .sorted(DoubledHashes::compare)
                .limit(number)
                .mapToLong(pair -> pair[0])
                .toArray();
    }

    @Override
    public void close() {
        doubled.unpersist(false);
    }

    private static List<long[]> rarest(List<long[]> pairs, int number) {
        return new ArrayList<>(
                pairs.stream().sorted(DoubledHashes::compare).limit(number).toList());
    }

    private static int compare(long[] a, long[] b) {
        int rows = Long.compare(a[1], b[1]);
        return rows != 0 ? rows : Long.compare(a[0], b[0]);
    }

    private static List<long[]> firsts(long[] flat) {
        List<long[]> pairs = new ArrayList<>(flat.length / 2);
        for (int i = 0; i < flat.length; i += 2) {
            pairs.add(new long[] {flat[i], flat[i + 1]});
        }
        return pairs;
    }

    private static long[] counts(long[] pairs) {
        long rows = 0;
        for (int i = 1; i < pairs.length; i += 2) {
            rows += pairs[i];
        }
        long hashes = pairs.length / 2;
        return new long[] {hashes, rows};
    }

    private static long[] doubled(Iterator<byte[]> blocks) {
        long[] hashes = new long[LARGEST_BLOCK];
        int size = 0;
        while (blocks.hasNext()) {
            var block = ByteBuffer.wrap(blocks.next()).asLongBuffer();
            int more = block.remaining();
            if (size + more > hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.max(size + more, 2 * hashes.length));
            }
            block.get(hashes, size, more);
            size += more;
        }
        Arrays.sort(hashes, 0, size);
        return doubled(hashes, size);
    }

    private static long[] doubled(long[] sorted, int size) {
        long[] pairs = new long[16];
        int found = 0;
        for (int from = 0; from < size; ) {
            int to = from + 1;
            while (to < size && sorted[to] == sorted[from]) {
                to++;
            }
            if (to - from > 1) {
                if (found == pairs.length) {
                    pairs = Arrays.copyOf(pairs, 2 * found);
                }
                pairs[found++] = sorted[from];
                pairs[found++] = (long) to - from;
            }
            from = to;
        }
        return Arrays.copyOf(pairs, found);
    }

    /** Bucket and block, as soon as a block is full; those that never are at the end. */
    private static final class Blocks implements Iterator<Tuple2<Integer, byte[]>> {
        private final Iterator<byte[]> hashes;
        private ByteBuffer block = ByteBuffer.allocate(0);
        private final ByteBuffer[] filling;
        private final int blockBytes;
        private int emptied;
        private Tuple2<Integer, byte[]> next;

        Blocks(Iterator<byte[]> hashes, int buckets) {
            this.hashes = hashes;
            this.filling = new ByteBuffer[buckets];
            this.blockBytes = Long.BYTES * Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, HELD / buckets));
        }

        @Override
        public boolean hasNext() {
            while (next == null && (block.hasRemaining() || hashes.hasNext())) {
                if (block.hasRemaining()) {
                    add(block.getLong());
                } else {
                    block = ByteBuffer.wrap(hashes.next());
                }
            }
            while (next == null && emptied < filling.length) {
                flush(emptied++);
            }
            return next != null;
        }

        private void add(long hash) {
            int bucket = (int) Math.floorMod(hash, (long) filling.length);
            if (filling[bucket] == null) {
                filling[bucket] = ByteBuffer.allocate(blockBytes);
            }
            filling[bucket].putLong(hash);
            if (!filling[bucket].hasRemaining()) {
                flush(bucket);
            }
        }

        private void flush(int bucket) {
            ByteBuffer full = filling[bucket];
            if (full != null && full.position() > 0) {
                byte[] bytes = new byte[full.position()];
                full.flip().get(bytes);
                full.clear();
                next = new Tuple2<>(bucket, bytes);
            }
        }

        @Override
        public Tuple2<Integer, byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Tuple2<Integer, byte[]> result = next;
            next = null;
            return result;
        }
    }
}
