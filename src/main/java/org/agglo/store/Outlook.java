package org.agglo.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.agglo.ingest.InputFile;
import org.agglo.spark.Digests;
import org.apache.hadoop.conf.Configuration;

/** What a run would take from a store as it is now. It is only looked at: no lock is taken, nothing is made. */
public final class Outlook {
    /** What a file is to the store. */
    public enum State {
        NEW,
        CHANGED,
        /** As it was, and yet read again: it is declared otherwise, or shares keys with a file that is read. */
        AGAIN,
        UNCHANGED
    }

    private final StorePlace place;
    private final List<Entry> entries;

    private Outlook(StorePlace place, List<Entry> entries) {
        this.place = place;
        this.entries = List.copyOf(entries);
    }

    /** The store as it is; empty before its first run. */
    public static Outlook of(StorePlace place, Configuration hadoop) {
        StoreTable table = StoreTable.open(place, hadoop);
        return new Outlook(
                place,
                table.current()
                        .map(snapshot -> table.entries(snapshot.snapshotId()))
                        .orElse(List.of()));
    }

    /** The store as it was after a run. */
    public static Outlook asOf(StorePlace place, Configuration hadoop, String run) {
        return new Outlook(place, Runs.open(place, hadoop).files(run));
    }

    /** Where it is, in words. */
    public String shown() {
        return place.shown();
    }

    /** The files of a source as the store knows them. */
    public List<InputFile> files(String source) {
        return of(source).stream().map(Entry::asFile).toList();
    }

    /** How many files of a source the store knows that are no longer there. */
    public long removed(String source, List<InputFile> now) {
        return StoredSources.removed(of(source), now);
    }

    /**
     * What each file is to the store, as far as it can be told without reading what its rows are.
     *
     * @param dependsOn what {@link StoredSources#read} would be told
     * @param checksum of a file's content, asked only for files that were touched
     */
    public Map<InputFile, State> states(
            String source, List<InputFile> files, String dependsOn, Function<InputFile, String> checksum) {
        List<Entry> before = of(source);
        Set<String> kept = names(new Matching(before, Digests.sha256(dependsOn), checksum).among(files));
        Map<String, Entry> known = before.stream().collect(Collectors.toMap(Entry::file, Function.identity()));
        Map<InputFile, State> states = new LinkedHashMap<>();
        for (InputFile file : files) {
            Entry entry = known.get(file.path());
            if (entry == null) {
                states.put(file, State.NEW);
            } else if (kept.contains(file.path())) {
                states.put(file, State.UNCHANGED);
            } else {
                states.put(file, Matching.isSame(entry, file, checksum) ? State.AGAIN : State.CHANGED);
            }
        }
        return states;
    }

    private List<Entry> of(String source) {
        return entries.stream().filter(entry -> entry.source().equals(source)).toList();
    }

    private static Set<String> names(List<Entry> some) {
        return some.stream().map(Entry::file).collect(Collectors.toSet());
    }
}
