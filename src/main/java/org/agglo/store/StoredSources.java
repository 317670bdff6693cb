package org.agglo.store;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.InputFile;
import org.agglo.ingest.Rejects;
import org.agglo.ingest.Source;
import org.agglo.panel.Gather;
import org.agglo.panel.Gathering;
import org.agglo.panel.Held;
import org.agglo.spark.DataException;
import org.agglo.spark.Digests;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The sources of one run, of which only the files are read that the store does not know as they are now.
 *
 * <p>What a file gives stands for itself, with one exception: of rows that share a key the first is used, whatever file it
 * stands in. Files that share keys are therefore read together, and what they gave then holds as long as all of them are
 * there unchanged. Whether a new file shares keys with one that is not read is told from the hashes kept of both.
 */
public final class StoredSources implements Gathering, AutoCloseable {
    private final SparkSession spark;
    private final Store store;
    private final Function<InputFile, String> checksum;
    private final Map<String, SourceParts> parts = new LinkedHashMap<>();
    private Held cells;

    StoredSources(SparkSession spark, Store store, Function<InputFile, String> checksum) {
        this.spark = spark;
        this.store = store;
        this.checksum = checksum;
    }

    /**
     * Reads what is new of a source.
     *
     * @param files the source's files now
     * @param dependsOn all that its files' contributions depend on, beside the files
     * @return the rows of the files read; none if there are none
     */
    public Checked read(Source source, String dataFolder, List<InputFile> files, String dependsOn) {
        String declaration = Digests.sha256(dependsOn);
        List<Entry> before = store.entries(source.name());
        List<Entry> kept = new Matching(before, declaration, checksum).among(files);
        long removed = removed(before, files);
        while (true) {
            SourceParts now = new SourceParts(source, declaration, kept, without(files, kept), removed);
            try {
                readFresh(now, dataFolder);
            } catch (DataException e) {
                if (kept.isEmpty()) {
                    throw e;
                }
                // What is wrong with a few files alone, such as that none has a row, need not be wrong with all.
                kept = List.of();
                continue;
            }
            Set<String> drawn = drawn(now);
            if (drawn.isEmpty()) {
                parts.put(source.name(), now);
                return now.checked;
            }
            now.release();
            kept = Matching.together(
                    kept.stream().filter(entry -> !drawn.contains(entry.file())).toList());
        }
    }

    /**
     * Reads all of a source, as a run without a store does: nothing is kept of it but which files it had.
     *
     * @param files the source's files now; none of a database
     */
    public Checked whole(Source source, String dataFolder, List<InputFile> files) {
        long removed = removed(store.entries(source.name()), files);
        SourceParts now = new SourceParts(source, SourceParts.WHOLE, List.of(), files, removed);
        now.checked = Ingest.read(spark, source, dataFolder, files);
        parts.put(source.name(), now);
        return now.checked;
    }

    static long removed(List<Entry> before, List<InputFile> files) {
        Set<String> there = new HashSet<>(files.stream().map(InputFile::path).toList());
        return before.stream().filter(entry -> !there.contains(entry.file())).count();
    }

    private static List<InputFile> without(List<InputFile> files, List<Entry> kept) {
        Set<String> known = new HashSet<>(kept.stream().map(Entry::file).toList());
        return files.stream().filter(file -> !known.contains(file.path())).toList();
    }

    private void readFresh(SourceParts now, String dataFolder) {
        store.mustNotRead(now.source.name(), now.fresh);
        if (now.fresh.isEmpty()) {
            now.checked = Ingest.nothing(spark, now.source);
            return;
        }
        Ingest.Part part = Ingest.part(spark, now.source, dataFolder, now.fresh);
        now.checked = part.checked();
        part.keys().ifPresent(keys -> {
            now.keys = keys;
            now.ranges = KeyRanges.of(keys, now.source.name());
            now.meetings = meetings(now);
        });
    }

    private List<List<String>> meetings(SourceParts now) {
        List<String> near = now.kept.stream()
                .filter(entry -> now.ranges.all().stream().anyMatch(entry::overlaps))
                .map(Entry::partial)
                .toList();
        if (near.isEmpty()) {
            return now.fresh.size() > 1 ? now.keys.meetings() : List.of();
        }
        return store.read(() -> now.keys.meetings(StoreRows.blocks(stored(StoreRows.KEYS, now.source.name(), near))));
    }

    /** Files that are not read and share keys with one that is. */
    private static Set<String> drawn(SourceParts now) {
        Set<String> drawn = new HashSet<>();
        now.meetings.forEach(drawn::addAll);
        now.fresh.forEach(file -> drawn.remove(file.path()));
        return drawn;
    }

    private Dataset<Row> stored(String kind, String source, List<String> names) {
        return store.rows(spark)
                .where(col(StoreRows.KIND)
                        .equalTo(kind)
                        .and(col(StoreRows.SOURCE).equalTo(source))
                        .and(col(StoreRows.PARTIAL).isin(names.toArray())));
    }

    @Override
    public Held of(Gather gather) {
        SourceParts source = parts.get(gather.source().source().name());
        if (source.isWhole()) {
            return Gathering.OF_FILES.of(gather);
        }
        StructType schema = gather.byFile().schema();
        if (!source.fresh.isEmpty()) {
            source.gathered.put(gather.name(), Held.of(gather.byFile(), gather.job(), gather.cells()));
        }
        Dataset<Row> merged = all(gather, source, schema);
        return store.read(() -> Held.of(merged, gather.job(), gather.cells()));
    }

    private Dataset<Row> all(Gather gather, SourceParts source, StructType schema) {
        Held fresh = source.gathered.get(gather.name());
        if (source.kept.isEmpty()) {
            return gather.merged(fresh.rows());
        }
        Dataset<Row> kept = StoreRows.parts(
                storedCells()
                        .where(col(StoreRows.SOURCE)
                                .equalTo(source.source.name())
                                .and(col("gathered").equalTo(gather.name()))),
                schema);
        return gather.merged(fresh == null ? kept : kept.unionByName(fresh.rows()));
    }

    /** What the files that are not read gave, read from the store once. */
    private Dataset<Row> storedCells() {
        if (cells == null) {
            Column wanted = parts.values().stream()
                    .map(source -> col(StoreRows.SOURCE)
                            .equalTo(source.source.name())
                            .and(col(StoreRows.PARTIAL).isin(source.keptNames().toArray())))
                    .reduce(Column::or)
                    .orElseThrow();
            Dataset<Row> rows = store.rows(spark)
                    .where(col(StoreRows.KIND).equalTo(StoreRows.CELL).and(wanted))
                    .select(StoreRows.SOURCE, StoreRows.PARTIAL, "gathered", "texts", "integers", "numbers");
            cells = store.read(() -> Held.of(rows, "read the store"));
        }
        return cells.rows();
    }

    /**
     * Writes all rejects of a source, those of files that are not read too, to {@code folder/NAME.csv}.
     *
     * @param checked the rows of the files read, with what the panel set aside
     */
    public void writeRejects(Checked checked, String folder) {
        SourceParts source = parts.get(checked.source().name());
        Dataset<Row> lines = Rejects.lines(checked);
        if (source.isWhole()) {
            Rejects.write(lines, source.source.name(), folder);
            return;
        }
        if (!source.fresh.isEmpty()) {
            lines = lines.persist(StorageLevel.MEMORY_AND_DISK());
            source.rejects = lines;
        }
        Dataset<Row> all = source.kept.isEmpty()
                ? lines
                : lines.unionByName(
                        StoreRows.lines(stored(StoreRows.REJECT, source.source.name(), source.keptNames())));
        store.read(() -> Rejects.write(all, source.source.name(), folder));
    }

    /** Source to what became of its files. */
    public Map<String, FileCounts> counts() {
        Map<String, FileCounts> counts = new LinkedHashMap<>();
        parts.forEach((name, source) ->
                counts.put(name, new FileCounts(source.fresh.size(), source.kept.size(), source.removed)));
        return counts;
    }

    /** The files of a source and their checksums, in the order of their paths. */
    public Map<InputFile, String> checksums(String source) {
        SourceParts its = parts.get(source);
        Map<InputFile, String> sums = new LinkedHashMap<>();
        Map<String, String> known = new LinkedHashMap<>();
        its.kept.forEach(entry -> known.put(entry.file(), entry.sha256()));
        its.files()
                .forEach(file ->
                        sums.put(file, known.containsKey(file.path()) ? known.get(file.path()) : checksum.apply(file)));
        return sums;
    }

    /** The files that were read. */
    public List<InputFile> fresh() {
        return parts.values().stream().flatMap(source -> source.fresh.stream()).toList();
    }

    /**
     * Keeps what this run found, as one snapshot.
     *
     * @param run the id of the run's manifest
     * @param facts what the run found, to be looked up later
     * @return the snapshot's id
     */
    public long commit(String run, Map<String, String> facts) {
        List<Entry> entries = new ArrayList<>();
        List<Dataset<Row>> rows = new ArrayList<>();
        parts.forEach((name, source) -> {
            entries.addAll(source.kept);
            source.fresh.forEach(file -> entries.add(entry(run, source, file)));
            source.gathered.forEach((use, held) -> rows.add(StoreRows.cells(run, name, use, held.rows())));
            if (source.rejects != null) {
                rows.add(StoreRows.rejects(run, name, source.rejects));
            }
            if (source.keys != null) {
                rows.add(StoreRows.keys(run, name, source.keys.blocks()));
            }
        });
        rows.add(StoreRows.files(spark, entries));
        Dataset<Row> all = rows.stream().reduce(Dataset::unionAll).orElseThrow();
        return store.commit(spark, run, facts, entries, all);
    }

    private Entry entry(String run, SourceParts source, InputFile file) {
        List<String> met = source.meetings.stream()
                .filter(group -> group.contains(file.path()))
                .flatMap(List::stream)
                .filter(other -> !other.equals(file.path()))
                .map(other -> StoreRows.partial(run, other))
                .toList();
        KeyRange range = source.ranges.of(file.path());
        return new Entry(
                source.source.name(),
                file.path(),
                file.location(),
                file.bytes(),
                file.modified(),
                checksum.apply(file),
                source.declaration,
                StoreRows.partial(source.isWhole() ? SourceParts.WHOLE : run, file.path()),
                met,
                range.low(),
                range.high());
    }

    @Override
    public void close() {
        parts.values().forEach(SourceParts::release);
        if (cells != null) {
            cells.release();
        }
    }
}
