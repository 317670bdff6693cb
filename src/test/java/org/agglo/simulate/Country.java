package org.agglo.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A simulated folder read back with nothing but Java: the tests' second opinion. */
final class Country {
    /** One row of a file: its cells, and the file and line it stands at. */
    record Line(String file, int number, String[] cells) {}

    private final Path folder;

    Country(Path folder) {
        this.folder = folder;
    }

    /** Every employment row, in file order. */
    List<Line> employment() throws IOException {
        List<Line> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("employment"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                lines.addAll(lines(file));
            }
        }
        return lines;
    }

    /** The rows of a file below the folder, without its header. */
    List<Line> lines(String file) throws IOException {
        return lines(folder.resolve(file));
    }

    /** First column to another column of a small file. */
    Map<String, String> map(String file, int column) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        for (Line line : lines(file)) {
            map.put(line.cells()[0], line.cells()[column]);
        }
        return map;
    }

    private static List<Line> lines(Path file) throws IOException {
        List<String> text = Files.readAllLines(file, StandardCharsets.UTF_8);
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < text.size(); i++) {
            lines.add(new Line(file.toString(), i + 1, text.get(i).split(",", -1)));
        }
        return lines;
    }
}
