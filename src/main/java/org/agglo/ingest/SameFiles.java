package org.agglo.ingest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.agglo.spark.DataException;

/** Finds a file that stands in a source under two names, so that its rows would count twice. */
public final class SameFiles {
    private SameFiles() {}

    /**
     * Refuses files of the same bytes, unless the source says that the first of repeated rows counts, or takes something
     * from the files' paths that tells their rows apart. Only files of the same size are looked into.
     *
     * @param checksum of a file's bytes
     * @throws DataException naming the files
     */
    public static void refuse(Source source, List<InputFile> files, Function<InputFile, String> checksum) {
        if (source.duplicates() == Duplicates.FIRST) {
            return;
        }
        Map<Long, List<InputFile>> bySize =
                files.stream().collect(Collectors.groupingBy(InputFile::bytes, TreeMap::new, Collectors.toList()));
        for (List<InputFile> alike : bySize.values()) {
            if (alike.size() > 1) {
                refuseSame(source, alike, checksum);
            }
        }
    }

    private static void refuseSame(Source source, List<InputFile> files, Function<InputFile, String> checksum) {
        var paths = new PathValues(source);
        Map<String, List<String>> same = files.stream()
                .collect(Collectors.groupingBy(
                        file -> checksum.apply(file) + new TreeMap<>(paths.of(file.path())),
                        TreeMap::new,
                        Collectors.mapping(InputFile::path, Collectors.toList())));
        same.values().stream().filter(names -> names.size() > 1).findFirst().ifPresent(names -> {
            throw new DataException(
                    "Source %s: %s are the same, byte for byte, so their rows would count twice. Take %s away, or say duplicates = first, with a key, to use the first of repeated rows."
                            .formatted(
                                    source.name(),
                                    String.join(" and ", names),
                                    names.size() == 2 ? "one" : "all but one"));
        });
    }
}
