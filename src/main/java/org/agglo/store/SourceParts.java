package org.agglo.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.ingest.Checked;
import org.agglo.ingest.FileKeys;
import org.agglo.ingest.InputFile;
import org.agglo.ingest.Source;
import org.agglo.panel.Held;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One source in one run: which files' contributions are in the store, which are read, and what those gave. */
final class SourceParts {
    /** In place of a declaration, of a source that is read whole: unlike any checksum. */
    static final String WHOLE = "whole";

    final Source source;
    final String declaration;
    final List<Entry> kept;
    final List<InputFile> fresh;
    final long removed;

    /** The files read, judged. */
    Checked checked;

    /** Hashes of their keys; null if there is no key or no file. */
    FileKeys keys;

    /** Between which values the keys of the files read lie. */
    KeyRanges ranges = KeyRanges.NONE;

    /** Files that share keys, all of which are read. */
    List<List<String>> meetings = List.of();

    /** What was gathered for which use, by file. */
    final Map<String, Held> gathered = new LinkedHashMap<>();

    /** Lines of rejects; null if there are none. */
    Dataset<Row> rejects;

    SourceParts(Source source, String declaration, List<Entry> kept, List<InputFile> fresh, long removed) {
        this.source = source;
        this.declaration = declaration;
        this.kept = List.copyOf(kept);
        this.fresh = List.copyOf(fresh);
        this.removed = removed;
    }

    /** Whether all of it is read in each run, and nothing kept. */
    boolean isWhole() {
        return declaration.equals(WHOLE);
    }

    /** The files in the order of their paths. */
    List<InputFile> files() {
        List<InputFile> files = new ArrayList<>(fresh);
        kept.forEach(entry -> files.add(entry.asFile()));
        files.sort(Comparator.comparing(InputFile::path));
        return files;
    }

    List<String> keptNames() {
        return kept.stream().map(Entry::partial).toList();
    }

    void release() {
        gathered.values().forEach(Held::release);
        if (keys != null) {
            keys.close();
        }
        if (rejects != null) {
            rejects.unpersist(false);
        }
    }
}
