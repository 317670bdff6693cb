package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** One thing broken in a good study, and every line that is then said. */
class StudyProblemsTest {
    private static final String CASES = "/org/agglo/app/study/problems.txt";

    @TempDir
    private Path folder;

    @Test
    void good() throws IOException {
        assertThat(StudyText.problems(folder, StudyText.GOOD)).isEmpty();
    }

    /**
     * Cases stand in a text file: the text to find, {@code =>}, what to put there, then the lines expected, indented; and
     * an empty line.
     */
    @TestFactory
    Stream<DynamicTest> saysWhatIsWrong() throws IOException {
        String text;
        try (var in = StudyProblemsTest.class.getResourceAsStream(CASES)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return Pattern.compile("\n\n+").splitAsStream(text.strip()).map(this::test);
    }

    private DynamicTest test(String block) {
        List<String> lines = new ArrayList<>(block.lines().toList());
        String[] change = lines.remove(0).split(" => ", 2);
        return DynamicTest.dynamicTest(change[1], () -> {
            String find = change[0].replace("\\n", "\n");
            assertThat(StudyText.GOOD).contains(find);
            String broken = StudyText.GOOD.replaceFirst(
                    Pattern.quote(find), Matcher.quoteReplacement(change[1].replace("\\n", "\n")));
            String said = String.join("\n", StudyText.problems(folder, broken));
            assertThat(said).isEqualTo(String.join("\n", lines).indent(-2).stripTrailing());
        });
    }
}
