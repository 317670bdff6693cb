package org.agglo.ingest.csv;

import java.util.ArrayList;
import java.util.List;

/** The rules of {@link RecordScanner} once more, slowly: one pass over a whole text, character by character. */
final class PlainParser {
    private final String text;
    private final char delimiter;
    private final int expected;
    private final List<String> records = new ArrayList<>();
    private int at;
    private int line = 1;

    private PlainParser(String text, char delimiter, int expected) {
        this.text = text;
        this.delimiter = delimiter;
        this.expected = expected;
    }

    /** Each record as {@code line|problem|cells|raw}, see {@link #shown}. */
    static List<String> parse(String text, char delimiter, int expected) {
        var parser = new PlainParser(text, delimiter, expected);
        while (parser.at < text.length()) {
            if (parser.lineEndLength(parser.at) > 0) {
                parser.at += parser.lineEndLength(parser.at);
                parser.line++;
            } else {
                parser.record();
            }
        }
        return parser.records;
    }

    static String shown(long line, String problem, List<String> cells, String raw) {
        return "%d|%s|%s|%s".formatted(line, problem, problem == null ? cells : null, raw);
    }

    private int lineEndLength(int i) {
        if (text.startsWith("\r\n", i)) {
            return 2;
        }
        return i < text.length() && (text.charAt(i) == '\n' || text.charAt(i) == '\r') ? 1 : 0;
    }

    private void record() {
        int start = at;
        List<String> cells = new ArrayList<>();
        boolean afterQuote = false;
        while (true) {
            var cell = new StringBuilder();
            if (at < text.length() && text.charAt(at) == '"') {
                at++;
                if (!quoted(cell)) {
                    at = start;
                    while (at < text.length() && lineEndLength(at) == 0) {
                        at++;
                    }
                    finish(start, at, "unclosed quote", cells);
                    return;
                }
                int behind = at;
                plain(new StringBuilder());
                afterQuote |= at > behind;
            } else {
                plain(cell);
            }
            cells.add(cell.toString());
            if (at < text.length() && text.charAt(at) == delimiter) {
                at++;
                continue;
            }
            String problem = afterQuote ? "text after a closing quote" : null;
            if (problem == null && cells.size() != expected) {
                problem = "%d cells, %d expected".formatted(cells.size(), expected);
            }
            finish(start, at, problem, cells);
            return;
        }
    }

    private void plain(StringBuilder cell) {
        while (at < text.length() && text.charAt(at) != delimiter && lineEndLength(at) == 0) {
            cell.append(text.charAt(at++));
        }
    }

    private boolean quoted(StringBuilder cell) {
        while (at < text.length()) {
            if (text.startsWith("\"\"", at)) {
                cell.append('"');
                at += 2;
            } else if (text.charAt(at) == '"') {
                at++;
                return true;
            } else {
                cell.append(text.charAt(at++));
            }
        }
        return false;
    }

    private void finish(int start, int end, String problem, List<String> cells) {
        String raw = text.substring(start, end);
        String found = raw.indexOf('\0') >= 0 ? "NUL byte" : problem;
        records.add(shown(line, found, cells, raw));
        for (int i = start; i < end; i++) {
            boolean second = i > start && text.charAt(i) == '\n' && text.charAt(i - 1) == '\r';
            line += lineEndLength(i) > 0 && !second ? 1 : 0;
        }
        if (at < text.length()) {
            at += lineEndLength(at);
            line++;
        }
    }
}
