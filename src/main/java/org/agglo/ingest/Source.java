package org.agglo.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A set of files with one layout, as the study declares it.
 *
 * @param path a file, a folder or a glob below the data folder
 * @param key the columns that identify a row; empty for none
 * @param layout how the records of text files are laid out
 * @param database where the rows are if they are in no files
 * @param where column name to the values it may have; other rows are left out, and counted as not selected
 */
public record Source(
        String name,
        String path,
        FileFormat format,
        Csv csv,
        Layout layout,
        Optional<Database> database,
        List<Field> fields,
        List<String> key,
        Duplicates duplicates,
        Map<String, List<String>> where,
        Optional<Suppression> suppressed) {
    public Source {
        fields = List.copyOf(fields);
        key = List.copyOf(key);
        where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
    }

    /** One row a record. */
    public Source(
            String name,
            String path,
            FileFormat format,
            Csv csv,
            List<Field> fields,
            List<String> key,
            Duplicates duplicates,
            Map<String, List<String>> where,
            Optional<Suppression> suppressed) {
        this(name, path, format, csv, Layout.PLAIN, Optional.empty(), fields, key, duplicates, where, suppressed);
    }

    /** The headers that files must have; what paths tell, and columns that are made, are not among them. */
    public List<String> headers() {
        return Checks.headers(this).stream()
                .filter(header -> PathValues.pattern(header) == null)
                .filter(header -> layout.wide()
                        .filter(wide ->
                                wide.names().equals(header) || wide.values().equals(header))
                        .isEmpty())
                .toList();
    }

    /** The same source with other columns, as work on its rows may leave them. */
    public Source withFields(List<Field> columns) {
        return new Source(name, path, format, csv, layout, database, columns, key, duplicates, where, suppressed);
    }
}
