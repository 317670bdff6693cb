package org.agglo.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** The runs that a store remembers. */
public final class Runs {
    private final StoreTable table;

    private Runs(StoreTable table) {
        this.table = table;
    }

    /**
     * One run.
     *
     * @param id of its manifest
     * @param snapshot of the store's table
     * @param current whether the store stands there
     */
    public record Run(String id, long snapshot, Instant ended, boolean current) {}

    /**
     * What became of files between two runs, by path within source.
     *
     * @param added in the second run only
     * @param removed in the first only
     * @param changed in both, with other content
     * @param same in both
     */
    public record Comparison(List<String> added, List<String> removed, List<String> changed, long same) {}

    /** @throws StoreException if the store cannot be read, or no run has ended yet */
    public static Runs open(StorePlace place, Configuration hadoop) {
        return of(StoreTable.open(place, hadoop));
    }

    static Runs of(StoreTable table) {
        if (table.current().isEmpty()) {
            throw new StoreException(
                    "The store %s holds no run yet".formatted(table.place().shown()));
        }
        return new Runs(table);
    }

    /** All of them, the latest first. */
    public List<Run> list() {
        long current = table.current().orElseThrow().snapshotId();
        List<Run> runs = new ArrayList<>();
        for (Snapshot snapshot : iceberg().snapshots()) {
            id(snapshot)
                    .ifPresent(id -> runs.add(new Run(
                            id,
                            snapshot.snapshotId(),
                            Instant.ofEpochMilli(snapshot.timestampMillis()),
                            snapshot.snapshotId() == current)));
        }
        Collections.reverse(runs);
        return runs;
    }

    /** The files of a run. */
    public List<Entry> files(String run) {
        return table.entries(snapshot(run).snapshotId());
    }

    /** Holds the files of two runs against each other. */
    public Comparison compare(String first, String second) {
        Map<String, Entry> before = byName(files(first));
        Map<String, Entry> after = byName(files(second));
        List<String> changed = new ArrayList<>();
        long same = 0;
        for (Map.Entry<String, Entry> file : after.entrySet()) {
            Entry other = before.get(file.getKey());
            if (other != null && other.sha256().equals(file.getValue().sha256())) {
                same++;
            } else if (other != null) {
                changed.add(file.getKey());
            }
        }
        return new Comparison(missing(after, before), missing(before, after), sorted(changed), same);
    }

    /** Goes back to a run: the next one sees the files that it knew, and no later ones. The data are not touched. */
    public Run rollBack(String run) {
        Snapshot snapshot = snapshot(run);
        StoreTable.read(table.place(), () -> {
            iceberg()
                    .manageSnapshots()
                    .setCurrentSnapshot(snapshot.snapshotId())
                    .commit();
            return null;
        });
        return list().stream()
                .filter(one -> one.snapshot() == snapshot.snapshotId())
                .findFirst()
                .orElseThrow();
    }

    /** What a run found, in words, by what it is about. */
    public Map<String, String> facts(String run) {
        Map<String, String> facts = new TreeMap<>();
        snapshot(run).summary().forEach((key, value) -> {
            if (key.startsWith(Store.FACT)) {
                facts.put(key.substring(Store.FACT.length()), value);
            }
        });
        return facts;
    }

    /** The snapshot of a run, whose id may be cut short as long as it is one run's alone. */
    Snapshot snapshot(String run) {
        List<Snapshot> found = new ArrayList<>();
        for (Snapshot snapshot : iceberg().snapshots()) {
            if (id(snapshot).filter(id -> id.startsWith(run)).isPresent()) {
                found.add(snapshot);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        String ids = list().stream().map(Run::id).collect(Collectors.joining(", "));
        throw new StoreException("The store %s holds %s run %s; there are %s"
                .formatted(table.place().shown(), found.isEmpty() ? "no" : "more than one", run, ids));
    }

    /** Forgets runs beyond those to be kept, and deletes what only they used. */
    void forgetOld() {
        int keep = table.place().keep();
        long now = System.currentTimeMillis();
        if (list().size() > keep) {
            iceberg().expireSnapshots().expireOlderThan(now).retainLast(keep).commit();
        }
    }

    private Table iceberg() {
        return table.table().orElseThrow();
    }

    private static Optional<String> id(Snapshot snapshot) {
        return Optional.ofNullable(snapshot.summary().get(Store.RUN));
    }

    private static Map<String, Entry> byName(List<Entry> entries) {
        return entries.stream()
                .collect(Collectors.toMap(entry -> entry.source() + ": " + entry.file(), Function.identity()));
    }

    private static List<String> missing(Map<String, Entry> there, Map<String, Entry> elsewhere) {
        return sorted(there.keySet().stream()
                .filter(name -> !elsewhere.containsKey(name))
                .toList());
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }
}
