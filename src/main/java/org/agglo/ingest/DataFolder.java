package org.agglo.ingest;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agglo.spark.DataException;
import org.agglo.spark.FirstLine;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds a source's files below the data folder. */
final class DataFolder {
    private static final int NAMES_SHOWN = 10;

    private final FileSystem fs;
    private final Path root;
    private final String shown;

    /**
     * @param folder a local folder or any Hadoop address
     * @throws DataException if it is not there
     */
    DataFolder(Configuration hadoop, String folder) {
        this.shown = folder;
        try {
            Path path = new Path(folder);
            this.fs = path.getFileSystem(hadoop);
            this.root = fs.makeQualified(path);
            if (!fs.exists(root)) {
                throw new DataException("No data folder %s. Say where the data are with --data, or in the study's data."
                        .formatted(folder));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException("Cannot open the data folder %s: %s".formatted(folder, FirstLine.of(e)), e);
        }
    }

    /**
     * The files that a path means, sorted by path: a file, all files below a folder, or what a glob finds. Names that
     * begin with {@code _} or {@code .} are left out, as Spark and Hadoop do.
     *
     * @throws DataException if the path leaves the data folder or there is no file
     */
    List<InputFile> files(String source, String path) {
        mustStayInside(source, path);
        try {
            List<InputFile> files = new ArrayList<>();
            List<FileStatus> found = found(path);
            for (FileStatus status : found) {
                walk(status, files);
            }
            if (found.isEmpty()) {
                throw new DataException(
                        "Source %s: no file or folder %s in %s.%s Mend the path, or say where the data are with --data."
                                .formatted(source, path, shown, whatIsThere()));
            }
            if (files.isEmpty()) {
                throw new DataException("Source %s: the folder %s in %s holds no files. Is the download complete?"
                        .formatted(source, path, shown));
            }
            files.sort(Comparator.comparing(InputFile::path));
            return files.stream().distinct().toList();
        } catch (IOException e) {
            throw new DataException(
                    "Source %s: cannot list %s in %s: %s".formatted(source, path, shown, FirstLine.of(e)), e);
        }
    }

    private void mustStayInside(String source, String path) {
        boolean leaves = path.startsWith("/")
                || path.contains(":/")
                || path.startsWith("~")
                || Arrays.asList(path.replace('\\', '/').split("[/{},]")).contains("..");
        if (leaves || path.isBlank()) {
            throw new DataException(
                    "Source %s: path \"%s\" must lie below the data folder %s. Give it relative to that, without ..; another data folder is set with --data."
                            .formatted(source, path, shown));
        }
    }

    /** A name that is there wins over a glob, so that {@code data[1].csv} can be read. */
    private List<FileStatus> found(String path) throws IOException {
        Path exact = new Path(root, new Path(null, null, path));
        if (fs.exists(exact)) {
            return List.of(fs.getFileStatus(exact));
        }
        String literalRoot = root.toString().replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
        FileStatus[] matches = fs.globStatus(new Path(literalRoot + "/" + path));
        return matches == null
                ? List.of()
                : Arrays.stream(matches)
                        .filter(status -> isData(status.getPath()))
                        .toList();
    }

    private void walk(FileStatus status, List<InputFile> files) throws IOException {
        if (!status.isDirectory()) {
            String location = status.getPath().toString();
            files.add(new InputFile(below(status.getPath()), location, status.getLen(), status.getModificationTime()));
            return;
        }
        for (FileStatus child : fs.listStatus(status.getPath())) {
            if (isData(child.getPath())) {
                walk(child, files);
            }
        }
    }

    private static boolean isData(Path path) {
        return !path.getName().startsWith("_") && !path.getName().startsWith(".");
    }

    /** The data folder's path, without scheme, ending in a slash. */
    String root() {
        String path = root.toUri().getPath();
        return path.endsWith("/") ? path : path + "/";
    }

    private String below(Path file) {
        String path = file.toUri().getPath();
        return path.startsWith(root()) ? path.substring(root().length()) : path;
    }

    private String whatIsThere() throws IOException {
        List<String> names = Arrays.stream(fs.listStatus(root))
                .map(FileStatus::getPath)
                .filter(DataFolder::isData)
                .map(Path::getName)
                .sorted()
                .toList();
        String some = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
        return names.isEmpty()
                ? " The folder is empty."
                : " There are " + some + (names.size() > NAMES_SHOWN ? ", …" : "") + ".";
    }

    /** What the folders' names say, such as year → 2005 for {@code firms/year=2005/a.csv}. */
    static Map<String, String> values(String path) {
        Map<String, String> values = new HashMap<>();
        String[] parts = path.split("/");
        for (String part : Arrays.copyOf(parts, parts.length - 1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String value = unescaped(part.substring(equals + 1));
                values.put(unescaped(part.substring(0, equals)), value);
            }
        }
        values.replaceAll((name, value) -> value.equals("__HIVE_DEFAULT_PARTITION__") ? "" : value);
        return values;
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
