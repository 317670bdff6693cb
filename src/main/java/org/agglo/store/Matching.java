package org.agglo.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.agglo.ingest.InputFile;

/** Which of a source's files are as they were when the store learned what they give. */
final class Matching {
    private final Map<String, Entry> known;
    private final Function<InputFile, String> checksum;

    /**
     * @param entries of the source
     * @param declaration what its contributions depend on now
     * @param checksum of a file's content
     */
    Matching(List<Entry> entries, String declaration, Function<InputFile, String> checksum) {
        this.known = entries.stream()
                .filter(entry -> entry.declaration().equals(declaration))
                .collect(Collectors.toMap(Entry::file, entry -> entry));
        this.checksum = checksum;
    }

    /** The entries of files that are as they were. */
    List<Entry> among(List<InputFile> files) {
        List<Entry> same = new ArrayList<>();
        for (InputFile file : files) {
            same(file).ifPresent(same::add);
        }
        return together(same);
    }

    private Optional<Entry> same(InputFile file) {
        Entry before = known.get(file.path());
        return before != null && isSame(before, file, checksum) ? Optional.of(before.seenAt(file)) : Optional.empty();
    }

    /** Whether the file is as the entry's was. */
    static boolean isSame(Entry before, InputFile file, Function<InputFile, String> checksum) {
        return before.bytes() == file.bytes()
                && (before.looksLike(file) || before.sha256().equals(checksum.apply(file)));
    }

    /** Those that hold without the others: what a file gave beside another, with which it shares keys, holds beside it only. */
    static List<Entry> together(List<Entry> entries) {
        List<Entry> left = entries;
        while (true) {
            Set<String> there = left.stream().map(Entry::partial).collect(Collectors.toCollection(HashSet::new));
            List<Entry> whole = left.stream()
                    .filter(entry -> there.containsAll(entry.met()))
                    .toList();
            if (whole.size() == left.size()) {
                return whole;
            }
            left = whole;
        }
    }
}
