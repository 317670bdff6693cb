package org.agglo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every Java example of the documentation is code that a test runs: after {@code <!-- example: NAME -->} a page's block of Java is,
 * line by line, what stands in a test between {@code // example: NAME} and {@code // end}.
 */
class DocumentedExamplesTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Path TESTS = Path.of("src/test/java");
    private static final String FENCE = "```java";

    /** A block of Java in a page; without a name if none stands before it. */
    private record Block(String page, String name, String code) {}

    @TestFactory
    Stream<DynamicTest> theBlocksOfPagesAreCodeThatTestsRun() {
        Map<String, String> regions = regions();
        return blocks().stream()
                .map(block -> dynamicTest(block.page() + " " + block.name(), () -> {
                    assertThat(regions).as("examples in tests").containsKey(block.name());
                    assertThat(block.code()).isEqualTo(regions.get(block.name()));
                }));
    }

    @Test
    void everyExampleOfATestIsInAPage() {
        assertThat(blocks()).extracting(Block::name).containsAll(regions().keySet());
    }

    private static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Path page : pages()) {
            List<String> lines = read(page);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).equals(FENCE)) {
                    int end = lines.subList(i, lines.size()).indexOf("```") + i;
                    String before = i == 0 ? "" : lines.get(i - 1);
                    blocks.add(new Block(
                            page.getFileName().toString(),
                            between(before, "<!-- example: ", " -->"),
                            String.join("\n", lines.subList(i + 1, end))));
                }
            }
        }
        return blocks;
    }

    /** The site's, and the README. */
    private static List<Path> pages() {
        List<Path> pages = new ArrayList<>(files(PAGES, ".md"));
        pages.add(Path.of("README.md"));
        return pages;
    }

    private static Map<String, String> regions() {
        Map<String, String> regions = new TreeMap<>();
        for (Path test : files(TESTS, ".java")) {
            List<String> lines = read(test);
            for (int i = 0; i < lines.size(); i++) {
                String name = between(lines.get(i).strip() + "\n", "// example: ", "\n");
                if (!name.isEmpty()) {
                    String indent = lines.get(i).substring(0, lines.get(i).indexOf("//"));
                    int end = lines.subList(i, lines.size()).indexOf(indent + "// end") + i;
                    String code = lines.subList(i + 1, end).stream()
                            .map(line -> line.isEmpty() ? line : line.substring(indent.length()))
                            .collect(Collectors.joining("\n"));
                    assertThat(regions.put(name, code))
                            .as("an example twice: " + name)
                            .isNull();
                }
            }
        }
        return new LinkedHashMap<>(regions);
    }

    private static String between(String line, String start, String end) {
        return line.startsWith(start) && line.endsWith(end)
                ? line.substring(start.length(), line.length() - end.length())
                : "";
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
