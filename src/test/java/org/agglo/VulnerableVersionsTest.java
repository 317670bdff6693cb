package org.agglo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No jar on the class path is of a version that {@code vulnerable.txt} lists, but those that it accepts for a reason. */
class VulnerableVersionsTest {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.]*?)(?:[.-](?:jre|android|Final|v\\d+))?\\.jar");

    private record Known(String artifact, String fixed, String cve, String thread, String accepted) {}

    private static List<Known> known() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/vulnerable.txt"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 5))
                    .map(words -> new Known(words[0], words[1], words[2], words[3], words.length > 4 ? words[4] : ""))
                    .toList();
        }
    }

    @Test
    void noneIsUsed() throws IOException {
        List<Known> all = known();
        List<String> found = new ArrayList<>();
        int looked = 0;
        for (String jar : TestProcess.classPath().split(java.io.File.pathSeparator)) {
            Matcher name = JAR.matcher(Path.of(jar).getFileName().toString());
            if (!name.matches()) {
                continue;
            }
            looked++;
            all.stream()
                    .filter(one -> one.artifact().equals(name.group(1)))
                    .filter(one -> isBefore(name.group(2), one.fixed())
                            && one.accepted().isEmpty())
                    .forEach(one -> found.add(jar + ": " + one.cve() + ", mended in " + one.fixed()));
        }
        assertThat(looked).isGreaterThan(100);
        assertThat(found).isEmpty();
        assertThat(all)
                .allMatch(one -> one.cve().matches("CVE-\\d{4}-\\d{4,}"))
                .allMatch(one -> one.thread().matches("[\\w-]+/[\\w.-]+#\\d+"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, 1.10, true",
        "1.10, 1.9, false",
        "2.13.4, 2.13.4.2, true",
        "2.0, 2.0, false",
        "3.9.4, 3.9.2, false"
    })
    void versionsAreComparedByTheirNumbers(String version, String fixed, boolean before) {
        assertThat(isBefore(version, fixed)).isEqualTo(before);
    }

    private static boolean isBefore(String version, String fixed) {
        String[] one = version.split("\\D+");
        String[] other = fixed.split("\\D+");
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            int order = Integer.compare(number(one, i), number(other, i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static int number(String[] numbers, int i) {
        return i < numbers.length ? Integer.parseInt(numbers[i]) : 0;
    }
}
