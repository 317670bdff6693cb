package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRulesTest {
    @TempDir
    private Path folder;

    @Test
    void theHausmanTestIsNotMadeByGroup() throws IOException {
        assertThat(problems("""
                split {
                  by = area
                  models {
                    a { formula = "log(y) ~ x | area" }
                    b { estimator = random, effect = area, formula = "log(y) ~ x" }
                  }
                  hausman { fixed = a, random = b }
                }"""))
                .containsExactly(
                        "5: tables.split.hausman: The test is not made by group yet; leave it out here, or leave out"
                                + " the table's 'by'");
    }

    @Test
    void aTableDoesNotTakeTheNameOfOneThatTheRunWrites() throws IOException {
        assertThat(problems("Ranking { models { a { formula = \"y ~ x\" } } }"))
                .containsExactly(
                        "5: tables.Ranking: Is the name of a table that the run writes itself; choose another");
    }

    /** Each as line: key: message; the tables stand in line 5. */
    private List<String> problems(String tables) throws IOException {
        Path file = folder.resolve("s.conf");
        Files.writeString(
                file, """
                name = s, data = d
                sources { s { path = "s.csv", columns { area { type = text }, year { type = integer }
                  x { type = number }, y { type = number } } } }
                panel { region = area, time = year, source = s }
                tables { %s }
                """.formatted(tables.replaceAll("\\s*\n\\s*", ", ").replace("{,", "{")));
        StudyException e = catchThrowableOfType(StudyException.class, () -> StudyReader.read(file, Optional.empty()));
        return e.problems().stream()
                .map(problem -> problem.toString().replace(file + ":", ""))
                .toList();
    }
}
