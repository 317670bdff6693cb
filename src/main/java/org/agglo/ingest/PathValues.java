package org.agglo.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agglo.spark.DataException;

/** What a file's path says of all its rows: folders such as {@code year=2005}, and what a column's pattern finds in it. */
final class PathValues {
    private static final String HEADER = "path:";

    private final Source source;

    PathValues(Source source) {
        this.source = source;
    }

    /** The header that stands for what a pattern finds in the path. */
    static String header(String pattern) {
        return HEADER + pattern;
    }

    /** The pattern of such a header, or null for any other. */
    static String pattern(String header) {
        return header.startsWith(HEADER) ? header.substring(HEADER.length()) : null;
    }

    /**
     * Header to value.
     *
     * @throws DataException if a column's pattern finds nothing
     */
    Map<String, String> of(String path) {
        Map<String, String> values = new HashMap<>(DataFolder.values(path));
        for (Field field : source.fields()) {
            field.extraction().path().ifPresent(pattern -> values.put(header(pattern), found(field, pattern, path)));
        }
        return values;
    }

    private String found(Field field, String pattern, String path) {
        Matcher matcher = Pattern.compile(pattern).matcher(path);
        if (!matcher.find()) {
            throw new DataException(
                    "Source %s: the path %s does not tell %s: from-path = \"%s\" finds nothing in it. Rename the file, or mend the pattern."
                            .formatted(source.name(), path, field.name(), pattern));
        }
        return matcher.group(1) == null ? "" : matcher.group(1);
    }

    /** The same for all files, so that a file that does not tell is found before any job. */
    void check(List<InputFile> files) {
        files.forEach(file -> of(file.path()));
    }
}
