package org.agglo.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agglo.spark.DataException;
import org.agglo.spark.FirstLine;
import org.agglo.spark.Parallel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** What the footers of Parquet files say, read before any job: Spark itself trusts the first file for all. */
final class ParquetFiles {
    private static final int PEEK = 24;

    private final Configuration hadoop;
    private final ColumnNames names;

    ParquetFiles(Configuration hadoop, ColumnNames names) {
        this.hadoop = hadoop;
        this.names = names;
    }

    /**
     * Files that can be read together.
     *
     * @param names for each wanted column its name in them, else null
     */
    record Group(List<InputFile> files, List<String> names) {}

    /** One file's wanted columns, and these as a text with their types, alike for files that can be read together. */
    private record Footer(InputFile file, List<String> names, String columns, long rows) {}

    /**
     * The files in groups with the same columns and types.
     *
     * @throws DataException if a file is not Parquet or lacks a column, or no file has a row
     */
    List<Group> alike(List<InputFile> files) {
        List<Footer> footers = Parallel.map(files, this::footer);
        if (footers.stream().allMatch(footer -> footer.rows() == 0)) {
            throw new DataException("%s: no rows, in %d %s. Is the download complete?"
                    .formatted(files.get(0).path(), files.size(), files.size() == 1 ? "file" : "files"));
        }
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Footer footer : footers) {
            groups.computeIfAbsent(footer.columns(), columns -> new Group(new ArrayList<>(), footer.names()))
                    .files()
                    .add(footer.file());
        }
        return List.copyOf(groups.values());
    }

    private Footer footer(InputFile file) {
        var path = new Path(file.location());
        try {
            mustBeParquet(file, path);
            try (var reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
                MessageType schema = reader.getFooter().getFileMetaData().getSchema();
                List<String> there =
                        schema.getFields().stream().map(Type::getName).toList();
                List<String> found = names.inFile(there, file.path(), given(file));
                return new Footer(file, found, columns(file, schema, found), reader.getRecordCount());
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataException(
                    "%s cannot be read as Parquet: %s. Is the file cut off or still being copied? Copy it again."
                            .formatted(file.path(), FirstLine.of(e)),
                    e);
        }
    }

    private void mustBeParquet(InputFile file, Path path) throws IOException {
        byte[] first;
        try (var in = path.getFileSystem(hadoop).open(path)) {
            first = in.readNBytes(PEEK);
        }
        String text = new String(first, StandardCharsets.US_ASCII);
        if (!text.startsWith("PAR1")) {
            String what = first.length == 0
                    ? "it is empty"
                    : "it begins with \"%s\"".formatted(text.replaceAll("[^\\x20-\\x7e]", "?"));
            throw new DataException("%s is not a Parquet file: %s. Say format = csv, or give the Parquet file."
                    .formatted(file.path(), what));
        }
    }

    /** The wanted columns that the path gives; what it must give is looked at before. */
    private Set<String> given(InputFile file) {
        Set<String> given = new HashSet<>(DataFolder.values(file.path()).keySet());
        names.wanted().stream().filter(name -> PathValues.pattern(name) != null).forEach(given::add);
        return given;
    }

    private static String columns(InputFile file, GroupType schema, List<String> found) {
        var text = new StringBuilder();
        for (String name : found) {
            if (name == null) {
                text.append("folder\n");
                continue;
            }
            Type type = schema.getType(name);
            if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
                throw new DataException(
                        "%s: column %s is nested (%s). Flatten it first.".formatted(file.path(), name, type.getName()));
            }
            text.append(name)
                    .append(' ')
                    .append(type.asPrimitiveType().getPrimitiveTypeName())
                    .append(' ')
                    .append(type.getLogicalTypeAnnotation())
                    .append('\n');
        }
        return text.toString();
    }
}
