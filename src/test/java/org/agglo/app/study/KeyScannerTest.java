package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyScannerTest {
    private final List<String> told = new ArrayList<>();

    private List<String> scan(String text) {
        KeyScanner.scan(text, List.of(), new KeyScanner.Visitor() {
            @Override
            public void leaf(List<String> path, int line, int length, boolean free) {
                told.add(line + " " + String.join("/", path) + (free ? " free" : ""));
            }

            @Override
            public void group(List<String> path, int line) {
                told.add(line + " " + String.join("/", path) + " {");
            }

            @Override
            public void include(List<String> inside, String what, int line) {
                told.add(line + " include " + what);
            }

            @Override
            public void refers(List<String> in, String path, int line) {
                told.add(line + " refers " + path);
            }

            @Override
            public void tooDeep(int line) {
                told.add(line + " too deep");
            }
        });
        return told;
    }

    @Test
    void dottedAndQuotedKeysOnOneLine() {
        assertThat(scan("a.b = 1, \"log(x)\": [1, 2], c { d = e }"))
                .containsExactly("1 a/b", "1 log(x)", "1 c {", "1 c/d");
    }

    @Test
    void commentsAndQuotesHideWhatLooksLikeKeys() {
        assertThat(scan("# a = 1\nb = \"c = { \\\" # d\" // e = 1\nf = \"\"\"g\nh = {\"\"\"\ni = 1"))
                .containsExactly("2 b", "3 f", "5 i");
    }

    @Test
    void valuesOnLaterLinesAndObjectsInLists() {
        assertThat(scan("a =\n  [\n {b = 1},\n [2]\n]\nc\n= 3\nd += 4")).contains("1 a", "3 a/1/b", "8 d free");
    }

    @Test
    void listsThatAreJoinedGoOnCounting() {
        assertThat(scan("a = [{b = 1}] [{b = 2}, {b = 3}]")).containsExactly("1 a/1/b", "1 a/2/b", "1 a/3/b", "1 a");
    }

    @Test
    void includesAndSubstitutions() {
        assertThat(scan("include \"x.conf\"\ninclude url(\"http://h/x\")\na = ${b} [1]\nincluded = 1"))
                .containsExactly(
                        "1 include \"x.conf\"",
                        "2 include url(\"http://h/x\")",
                        "3 refers b",
                        "3 a free",
                        "4 included");
    }

    @Test
    void endsWhateverTheText() {
        for (String text : List.of(
                "{",
                "}",
                "a = [",
                "a = {b",
                "\"",
                "a = \"x",
                "a = \"\"\"x",
                "=",
                "]]",
                "a = ${",
                "\\",
                "a \"\\",
                "a=\"\\")) {
            told.clear();
            scan(text);
        }
        assertThat(scan("a = \r\n 1\r\nb = 2\r\n")).contains("1 a", "3 b");
    }
}
