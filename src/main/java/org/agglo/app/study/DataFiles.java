package org.agglo.app.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.agglo.ingest.Source;

/** Whether the files a study reads are there; only local folders are looked at. */
final class DataFiles {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final Pattern GLOB = Pattern.compile(".*[*?\\[{].*");

    private DataFiles() {}

    /** Reports a source's path that could leave the data folder. */
    static void path(Node node) {
        String path = node.text("path");
        if (path.startsWith("/")
                || path.startsWith("\\")
                || path.startsWith("~")
                || SCHEME.matcher(path).matches()) {
            node.problem("path", "'%s' does not start in the data folder; write it relative to 'data'".formatted(path));
        } else if (Stream.of(path.split("[/\\\\]", -1)).anyMatch(".."::equals)) {
            node.problem("path", "'%s' leaves the data folder; '..' is not allowed here".formatted(path));
        }
    }

    /** Reports what is missing below the data folder, unless a simulation is going to make that folder. */
    static void check(Node root, String data, boolean overridden, Map<String, Source> sources, boolean simulated) {
        if (data.isEmpty() || SCHEME.matcher(data).matches()) {
            return;
        }
        Optional<Path> folder = folder(data);
        if (folder.isEmpty() || !Files.exists(folder.get())) {
            if (!simulated) {
                root.problem("data", missing(data, overridden));
            }
        } else if (!Files.isDirectory(folder.get())) {
            root.problem("data", "'%s' is not a folder".formatted(data));
        } else {
            root.children("sources").forEach(node -> source(node, sources.get(node.name()), folder.get()));
        }
    }

    private static Optional<Path> folder(String data) {
        try {
            return Optional.of(Path.of(data));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String missing(String data, boolean overridden) {
        return overridden
                ? "There is no folder '%s', which --data names".formatted(data)
                : "There is no folder '%s' here; say where the data are with --data DIR".formatted(data);
    }

    private static void source(Node node, Source source, Path folder) {
        String path = source.path();
        if (!path.isEmpty() && !node.faulty("path") && !found(folder, path)) {
            boolean glob = GLOB.matcher(path).matches();
            node.problem(
                    "path",
                    (glob ? "Nothing matches '%s' below %s" : "There is no '%s' below %s").formatted(path, folder));
        }
    }

    private static boolean found(Path folder, String path) {
        try {
            return GLOB.matcher(path).matches() ? matches(folder, path) : Files.exists(folder.resolve(path));
        } catch (InvalidPathException | PatternSyntaxException e) {
            return false;
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }

    private static boolean matches(Path folder, String glob) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        int depth = glob.split("/", -1).length;
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.map(folder::relativize).anyMatch(matcher::matches);
        }
    }
}
