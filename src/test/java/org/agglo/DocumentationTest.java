package org.agglo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages hang together: the index leads to each, no link is dead, and each estimator has all that its page promises. */
class DocumentationTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Path INDEX = PAGES.resolve("index.md");
    private static final Path README = Path.of("README.md");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(#[^)]*)?\\)");

    static List<Path> pages() {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Path> pagesAndReadme() {
        return Stream.concat(pages().stream(), Stream.of(README));
    }

    @Test
    void theIndexLeadsToEveryPageAndTheReadmeToTheIndex() {
        assertThat(links(INDEX))
                .as("links of %s: each page has a line there", INDEX)
                .containsAll(
                        pages().stream().filter(page -> !page.equals(INDEX)).toList());
        assertThat(links(README)).contains(INDEX);
    }

    @ParameterizedTest
    @MethodSource("pagesAndReadme")
    void noLinkIsDead(Path page) {
        assertThat(links(page)).allSatisfy(link -> assertThat(link).exists());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LeastSquares",
                "RandomEffects",
                "Mundlak",
                "BetweenEffects",
                "FirstDifference",
                "InstrumentalVariables",
                "Poisson"
            })
    void eachEstimatorHasAPageWithFormulaAssumptionsUseAndExample(String estimator) {
        String name = "`org.agglo.regression.%s`".formatted(estimator);
        List<String> found = pages().stream()
                .map(DocumentationTest::text)
                .filter(text -> text.contains(name))
                .toList();
        assertThat(found).as("pages that begin with %s", name).hasSize(1);
        String page = found.get(0);
        long estimators = Pattern.compile("`org\\.agglo\\.regression\\.\\w+`")
                .matcher(page)
                .results()
                .count();
        for (String heading : List.of("Formula", "When to use it", "Assumptions")) {
            assertThat(Pattern.compile("(?m)^##+ " + heading + "$")
                            .matcher(page)
                            .results())
                    .as("'%s' for each of the page's estimators", heading)
                    .hasSize((int) estimators);
        }
        assertThat(page).contains("```java", "new %s()".formatted(estimator));
    }

    private static List<Path> links(Path page) {
        return LINK.matcher(text(page))
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !link.isEmpty())
                .map(link -> page.resolveSibling(link).normalize())
                .toList();
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
