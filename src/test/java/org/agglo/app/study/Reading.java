package org.agglo.app.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agglo.TestSpark;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.ReadRows;
import org.agglo.ingest.Source;

/** Files read as a source in a study file says, for tests. */
final class Reading {
    private final Path data;
    private final String sources;

    private Reading(Path data, String sources) {
        this.data = data;
        this.sources = sources;
    }

    /** @param source what stands between the braces of the source */
    static Reading of(Path data, String source) {
        return new Reading(data, "sources { s {\n" + source + "\n} }\n");
    }

    /** Problems of the source, without file and key. */
    List<String> problems() {
        var problems = new Problems();
        source(problems);
        return found(problems).stream()
                .filter(problem -> problem.key().startsWith("sources."))
                .map(problem -> problem.key().substring("sources.s.".length()) + ": " + problem.message())
                .toList();
    }

    private static List<Problem> found(Problems problems) {
        try {
            problems.raise();
            return List.of();
        } catch (StudyException e) {
            return e.problems();
        }
    }

    Source source() {
        List<String> wrong = problems();
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong.toString());
        }
        return source(new Problems());
    }

    private Source source(Problems problems) {
        try {
            Path file = Files.writeString(data.resolve(".study.conf"), sources);
            Hocon.Loaded loaded = Hocon.load(file, problems);
            var tree = Shape.of(Presets.filled(loaded.root(), loaded.order()), file.toString(), problems);
            Node root = Node.root(tree, new Node.File(file.toString(), loaded.order(), problems));
            Map<String, Source> read = SourcesReader.read(root);
            return read.get("s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Checked checked() {
        return Ingest.read(TestSpark.session(), source(), data.toString());
    }

    /** As {@link ReadRows} gives them. */
    List<String> rows() {
        return ReadRows.of(checked());
    }

    /** Writes a text file below the data folder. */
    static void write(Path data, String name, String text) throws IOException {
        write(data, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path data, String name, byte[] bytes) throws IOException {
        Files.createDirectories(data.resolve(name).getParent());
        Files.write(data.resolve(name), bytes);
    }
}
