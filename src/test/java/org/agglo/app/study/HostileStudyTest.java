package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no studies, by accident or by intent: one clear problem each, soon. */
@Timeout(20)
class HostileStudyTest {
    @TempDir
    private Path folder;

    private List<String> problems(byte[] bytes) throws IOException {
        Path file = folder.resolve("x.conf");
        Files.write(file, bytes);
        return problems(file);
    }

    private List<String> problems(String text) throws IOException {
        return problems(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> problems(Path file) {
        try {
            StudyReader.check(file, Optional.empty());
            return List.of();
        } catch (StudyException e) {
            return e.problems().stream()
                    .map(p -> p.toString().replace(folder + "/", ""))
                    .toList();
        }
    }

    @Test
    void absent() {
        assertThat(problems(folder.resolve("gone.conf"))).containsExactly("gone.conf: There is no such file");
    }

    @Test
    void aFolder() {
        assertThat(problems(folder)).hasSize(1).first().asString().endsWith(": Is a folder, not a file");
    }

    @Test
    void empty() throws IOException {
        assertThat(problems(""))
                .allMatch(p -> p.contains("Missing; it must be given"))
                .hasSize(4);
    }

    @Test
    void notText() throws IOException {
        assertThat(problems(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1})).containsExactly("x.conf: Is not UTF-8 text");
    }

    @Test
    void tooLarge() throws IOException {
        assertThat(problems("#".repeat(2 << 20)))
                .containsExactly("x.conf: Larger than 1 MiB; a study file is a page or two");
    }

    @Test
    void nestedDeeply() throws IOException {
        assertThat(problems("a { ".repeat(100_000))).containsExactly("x.conf:1: Nested more than 40 deep");
        assertThat(problems("a = " + "[".repeat(100_000))).containsExactly("x.conf:1: Nested more than 40 deep");
    }

    @Test
    void bracketsInAFormula() throws IOException {
        String deep = "(".repeat(200_000) + "open" + ")".repeat(200_000);
        assertThat(StudyText.problems(folder, StudyText.GOOD.replace("log(open)", deep)))
                .containsExactly("study.conf:49: derive.lopen: Has too many brackets inside each other");
    }

    @Test
    void substitutionsThatExplode() throws IOException {
        StringBuilder text = new StringBuilder("a0 = 1234567890\n");
        for (int i = 1; i < 60; i++) {
            text.append("a%d = ${a%d}${a%d}\n".formatted(i, i - 1, i - 1));
        }
        assertThat(problems(text.toString()))
                .containsExactly("x.conf: Substitutions would blow it up to more than 16 MiB");
    }

    @Test
    void substitutionsInACircle() throws IOException {
        assertThat(problems("name = ${title}\ntitle = ${name}"))
                .hasSize(1)
                .first()
                .asString()
                .contains("cycle");
    }

    @Test
    void environmentAndSystemPropertiesAreNotRead() throws IOException {
        assertThat(problems("name = ${PATH}"))
                .containsExactly("x.conf:1: Could not resolve substitution to a value: ${PATH}");
        assertThat(problems("name = ${java.version}"))
                .containsExactly("x.conf:1: Could not resolve substitution to a value: ${java.version}");
    }

    @Test
    void includesInACircle() throws IOException {
        Files.writeString(folder.resolve("other.conf"), "include \"x.conf\"");
        assertThat(problems("include \"other.conf\""))
                .containsExactly("other.conf:1: include: 'x.conf' includes itself");
    }

    @Test
    void anIncludedFileKeepsItsNameInProblems() throws IOException {
        Files.writeString(folder.resolve("base.conf"), "name = small\ntitel = x");
        assertThat(problems("include \"base.conf\"\n"))
                .contains("base.conf:2: titel: Unknown key 'titel'; did you mean 'title'?");
    }

    @Test
    void namesThatWouldLeaveTheResultsFolder() throws IOException {
        for (String name : List.of("../x", "a/b", "..", ".", "a\\\\b", "a b", "é")) {
            assertThat(StudyText.problems(folder, StudyText.GOOD.replace("name = small", "name = \"" + name + "\"")))
                    .as(name)
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("becomes the name of a file or folder");
        }
    }
}
