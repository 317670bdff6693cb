package org.agglo.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.spark.DataException;
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
    private final List<String> wanted;

    ParquetFiles(Configuration hadoop, List<String> wanted) {
        this.hadoop = hadoop;
        this.wanted = wanted;
    }

    /** One file's wanted columns as a text, alike for files that can be read together; and its rows. */
    private record Footer(InputFile file, String columns, long rows) {}

    /**
     * The files in groups with the same columns and types.
     *
     * @throws DataException if a file is not Parquet or lacks a column, or no file has a row
     */
    List<List<InputFile>> alike(List<InputFile> files) {
        List<Footer> footers = files.parallelStream().map(this::footer).toList();
        if (footers.stream().allMatch(footer -> footer.rows() == 0)) {
            throw new DataException("%s: no rows, in %d %s. Is the download complete?"
                    .formatted(files.get(0).path(), files.size(), files.size() == 1 ? "file" : "files"));
        }
        Map<String, List<InputFile>> groups = new LinkedHashMap<>();
        for (Footer footer : footers) {
            groups.computeIfAbsent(footer.columns(), columns -> new ArrayList<>())
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
                return new Footer(file, columns(file, schema), reader.getRecordCount());
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataException(
                    "%s cannot be read as Parquet: %s. Is the file cut off or still being copied? Copy it again."
                            .formatted(file.path(), e.getMessage()),
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

    private String columns(InputFile file, GroupType schema) {
        var text = new StringBuilder();
        Map<String, String> folders = DataFolder.values(file.path());
        for (String name : wanted) {
            if (schema.containsField(name)) {
                Type type = schema.getType(name);
                if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
                    throw new DataException("%s: column %s is nested (%s). Flatten it first."
                            .formatted(file.path(), name, type.getName()));
                }
                text.append(type.asPrimitiveType().getPrimitiveTypeName())
                        .append(' ')
                        .append(type.getLogicalTypeAnnotation())
                        .append('\n');
            } else if (folders.containsKey(name) || PathValues.pattern(name) != null) {
                text.append("folder\n");
            } else {
                throw new DataException(
                        "%s has no column %s; it has %s. Mend the file, or say in the study which of these is meant, with from = \"…\"."
                                .formatted(
                                        file.path(),
                                        name,
                                        String.join(
                                                ", ",
                                                schema.getFields().stream()
                                                        .map(Type::getName)
                                                        .toList())));
            }
        }
        return text.toString();
    }
}
