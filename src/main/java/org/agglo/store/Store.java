package org.agglo.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.agglo.ingest.InputFile;
import org.agglo.spark.FirstLine;
import org.agglo.spark.FolderLock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Snapshot;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What each of a study's files gave, kept from run to run in an Iceberg table, so that a run reads only files that are new
 * or changed. Each run that ends is one snapshot; a run that is killed leaves the table as it was.
 *
 * <p>One run at a time uses a store in a folder on a local disk or on HDFS; the next is refused until it ends. In other
 * catalogs, of two runs at once the first to end is kept and the other is refused then.
 */
public final class Store implements Closeable {
    /** Snapshot property: the id of the run's manifest. */
    static final String RUN = "agglo.run";

    /** Snapshot properties with what the run found begin so. */
    static final String FACT = "agglo.found.";

    /** Snapshot property: how many contributions stand in the table that no longer count. */
    private static final String DEAD = "agglo.dead";

    private static final long FEW = 64;

    private final StoreTable table;
    private final Optional<Snapshot> base;
    private final FolderLock lock;
    private final boolean past;
    private List<Entry> entries;

    private Store(StoreTable table, Optional<Snapshot> base, FolderLock lock, boolean past) {
        this.table = table;
        this.base = base;
        this.lock = lock;
        this.past = past;
    }

    /**
     * Opens the store for one run.
     *
     * @throws StoreException if it cannot be read, or another run uses it
     */
    public static Store open(StorePlace place, Configuration hadoop) {
        FolderLock lock = lock(place, hadoop);
        try {
            StoreTable table = StoreTable.open(place, hadoop);
            if (lock != null && lock.leftBehind()) {
                Leftovers.remove(table, hadoop);
            }
            return new Store(table, table.current(), lock, false);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /** Opens the store as it was after a run. What is done with it then is not kept. */
    public static Store asOf(StorePlace place, Configuration hadoop, String run) {
        StoreTable table = StoreTable.open(place, hadoop);
        return new Store(table, Optional.of(Runs.of(table).snapshot(run)), null, true);
    }

    /** The id of the last snapshot; empty if there is none. No lock is taken. */
    public static Optional<Long> snapshot(StorePlace place, Configuration hadoop) {
        return StoreTable.open(place, hadoop).current().map(Snapshot::snapshotId);
    }

    private static FolderLock lock(StorePlace place, Configuration hadoop) {
        if (!place.isFolder()) {
            return null;
        }
        try {
            Path folder = new Path(place.warehouse());
            FileSystem files = folder.getFileSystem(hadoop);
            if (!files.mkdirs(folder)) {
                throw new IOException("the folder cannot be made");
            }
            Path file = new Path(folder, "." + place.namespace() + "-" + place.table() + ".lock");
            return FolderLock.tryLock(files, file)
                    .orElseThrow(() -> new StoreException(
                            "Another run is using the store %s; %s, or give this run a store of its own"
                                    .formatted(place.shown(), FolderLock.advice(files))));
        } catch (IOException e) {
            throw new StoreException(
                    "The store cannot be made in %s: %s. Name another folder with --store"
                            .formatted(place.warehouse(), FirstLine.of(e)),
                    e);
        }
    }

    /** The sources of a run. */
    public StoredSources sources(SparkSession spark, Function<InputFile, String> checksum) {
        return new StoredSources(spark, this, checksum);
    }

    /** The snapshot that this run began with; empty for the first. */
    public Optional<Long> base() {
        return base.map(Snapshot::snapshotId);
    }

    /** Where it is, in words. */
    public String shown() {
        return table.place().shown();
    }

    /** The files of a source as the store knows them, in the order of their paths. */
    public List<Entry> entries(String source) {
        if (entries == null) {
            entries = base.map(snapshot -> table.entries(snapshot.snapshotId())).orElse(List.of());
        }
        return entries.stream().filter(entry -> entry.source().equals(source)).toList();
    }

    /** Refuses to read a file where those of an earlier run are asked for. */
    void mustNotRead(String source, List<InputFile> fresh) {
        if (past && !fresh.isEmpty()) {
            throw new StoreException(
                    "What run %s kept of source %s was declared otherwise than the study now says, or is another Agglo's, and its files are not read again. Run the study as it was then, or leave --as-of out"
                            .formatted(base.orElseThrow().summary().get(RUN), source));
        }
    }

    Dataset<Row> rows(SparkSession spark) {
        return table.rows(spark, base.orElseThrow().snapshotId());
    }

    <T> T read(Supplier<T> work) {
        return StoreTable.read(table.place(), work);
    }

    /** Writes a run's files and what the new ones gave; what no longer counts goes when it has become much. */
    long commit(SparkSession spark, String run, Map<String, String> facts, List<Entry> live, Dataset<Row> fresh) {
        entries("");
        Set<String> names = live.stream().map(Entry::partial).collect(Collectors.toCollection(HashSet::new));
        List<String> kept =
                entries.stream().map(Entry::partial).filter(names::contains).toList();
        long dead = number(DEAD) + entries.size() - kept.size();
        boolean afresh = dead > Math.max(FEW, live.size()) || number("total-data-files") > FEW;
        Dataset<Row> rows = fresh;
        Column replaced = col(StoreRows.KIND).equalTo(StoreRows.FILE_KIND);
        if (afresh && !kept.isEmpty()) {
            Dataset<Row> old = rows(spark)
                    .where(col(StoreRows.KIND)
                            .notEqual(StoreRows.FILE_KIND)
                            .and(col(StoreRows.PARTIAL).isin(kept.toArray())));
            rows = rows.unionAll(old);
        }
        if (afresh) {
            replaced = lit(true);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(RUN, run);
        facts.forEach((name, value) -> properties.put(FACT + name, value));
        properties.put(DEAD, Long.toString(afresh ? 0 : dead));
        int tasks = spark.sparkContext().defaultParallelism();
        long snapshot = table.write(spark, rows.coalesce(tasks), replaced, properties);
        Runs.of(table).forgetOld();
        return snapshot;
    }

    private long number(String property) {
        return base.map(snapshot -> Long.parseLong(snapshot.summary().getOrDefault(property, "0")))
                .orElse(0L);
    }

    @Override
    public void close() {
        release(lock);
    }

    private static void release(FolderLock lock) {
        if (lock != null) {
            lock.close();
        }
    }
}
