package org.agglo.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agglo.spark.DataException;
import org.agglo.spark.HeaderException;

/**
 * Finds the wanted columns among the names that a file, or a table, has: under their own name, one of their aliases, or a
 * name that differs in capitals alone.
 *
 * @param wanted the columns' headers as the study has them
 * @param aliases header to others of the same column
 */
record ColumnNames(List<String> wanted, Map<String, List<String>> aliases) {
    ColumnNames {
        wanted = List.copyOf(wanted);
    }

    static ColumnNames of(Source source) {
        return new ColumnNames(Checks.headers(source), source.csv().aliases());
    }

    /**
     * For each wanted column its name in a file; null for one that is in no name but that the path gives.
     *
     * @param given those that the path gives
     * @throws HeaderException if there is no column for some; it names all of them
     * @throws DataException if a column stands there under two of its names
     */
    List<String> inFile(Collection<String> names, String path, Set<String> given) {
        return in(names, path, given, "%s has no column %s; it has %s. Mend the file, or say in the study");
    }

    /** The same of a table in a database. */
    List<String> inTable(Collection<String> names, String table) {
        return in(names, table, Set.of(), "The %s has no column %s; it has %s. Say in the study");
    }

    /** @param told what is said of the place, the columns that it lacks and those that it has */
    private List<String> in(Collection<String> names, String place, Set<String> given, String told) {
        List<String> found = found(names, place);
        List<String> missing = missing(found, given);
        if (!missing.isEmpty()) {
            throw new HeaderException(
                    told.formatted(place, String.join(", ", missing), String.join(", ", names))
                            + " which of these is meant, with from = \"…\".",
                    List.copyOf(names),
                    missing);
        }
        return found;
    }

    /** The wanted columns that were not found and that the path does not give. */
    List<String> missing(List<String> found, Set<String> given) {
        return IntStream.range(0, found.size())
                .filter(i -> found.get(i) == null && !given.contains(wanted.get(i)))
                .mapToObj(wanted::get)
                .toList();
    }

    /** For each wanted column its name there, or null. */
    List<String> found(Collection<String> names, String place) {
        List<String> found = new ArrayList<>();
        for (String name : wanted) {
            List<String> there = Stream.concat(Stream.of(name), aliases.getOrDefault(name, List.of()).stream())
                    .filter(names::contains)
                    .toList();
            if (there.size() > 1) {
                throw new DataException(
                        "%s has both %s, which the study takes for one column. Leave one out of aliases, or of the file."
                                .formatted(place, String.join(" and ", there)));
            }
            found.add(there.isEmpty() ? alike(name, names) : there.get(0));
        }
        return Collections.unmodifiableList(found);
    }

    /** The only name that differs in capitals alone; null if there is none. */
    private static String alike(String name, Collection<String> names) {
        List<String> alike =
                names.stream().filter(each -> each.equalsIgnoreCase(name)).toList();
        return alike.size() == 1 ? alike.get(0) : null;
    }
}
