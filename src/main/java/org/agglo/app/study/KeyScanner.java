package org.agglo.app.study;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks the text of a HOCON file for what the parsed tree no longer tells: the order of keys, keys given twice, includes,
 * substitutions, and how deeply things are nested. It judges nothing; text that is not HOCON ends somewhere, and the
 * parser says what is wrong with it.
 */
final class KeyScanner {
    static final int DEPTH = 40;

    private final String text;
    private final Visitor visitor;
    /** How many elements of a list were walked; a list that is joined to another one goes on with its numbers. */
    private final Map<List<String>, Integer> elements = new HashMap<>();

    private int at;
    private int line = 1;

    /** What is told, in the order of the text. */
    interface Visitor {
        /** A key with a value that is no object, so many characters long. {@code free} if it adds or refers to another. */
        void leaf(List<String> path, int line, int length, boolean free);

        /** A key with an object. */
        void group(List<String> path, int line);

        /** An include, with what stands after the word. */
        void include(List<String> inside, String what, int line);

        /** A substitution, such as <code>${a.b}</code>, in the value of a key. */
        void refers(List<String> in, String path, int line);

        /** Nested more than {@link #DEPTH} deep; the walk ends. */
        void tooDeep(int line);
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private KeyScanner(String text, Visitor visitor) {
        this.text = text;
        this.visitor = visitor;
    }

    static void scan(String text, List<String> inside, Visitor visitor) {
        KeyScanner scanner = new KeyScanner(text, visitor);
        try {
            scanner.blank();
            if (scanner.peek() == '{') {
                scanner.at++;
            }
            scanner.object(inside, 1);
        } catch (TooDeep e) {
            visitor.tooDeep(scanner.line);
        }
    }

    private void object(List<String> inside, int depth) {
        if (depth > DEPTH) {
            throw new TooDeep();
        }
        for (blank(); at < text.length(); blank()) {
            if (peek() == '}') {
                at++;
                return;
            }
            int start = at;
            int startLine = line;
            String key = key();
            if (key.matches("(?s)include\\s.*") && !separated()) {
                visitor.include(inside, key.substring("include".length()).strip(), startLine);
            } else if (separated()) {
                member(path(inside, key), startLine, depth);
            } else if (at == start) {
                next();
            }
        }
    }

    private void member(List<String> path, int keyLine, int depth) {
        boolean adds = peek() == '+';
        if (peek() != '{') {
            at += adds ? 2 : 1;
            blankBeforeValue();
        }
        if (peek() == '{') {
            visitor.group(path, keyLine);
        }
        boolean leaf = peek() != '{';
        int start = at;
        boolean refers = value(path, depth);
        if (leaf) {
            visitor.leaf(path, keyLine, at - start, adds || refers);
        }
    }

    /** A value and what is joined to it on the line; whether it refers to others. */
    private boolean value(List<String> path, int depth) {
        boolean refers = false;
        while (at < text.length() && "\n,}]#".indexOf(peek()) < 0 && !text.startsWith("//", at)) {
            switch (peek()) {
                case '"' -> quoted();
                case '{' -> {
                    at++;
                    object(path, depth + 1);
                }
                case '[' -> {
                    at++;
                    list(path, depth + 1);
                }
                case '$' -> refers |= substitution(path);
                default -> at++;
            }
        }
        return refers;
    }

    private void list(List<String> path, int depth) {
        if (depth > DEPTH) {
            throw new TooDeep();
        }
        for (blank(); at < text.length(); blank()) {
            if (peek() == ']') {
                at++;
                return;
            }
            int start = at;
            int number = elements.merge(path, 1, Integer::sum);
            value(path(path, String.valueOf(number)), depth);
            if (at == start) {
                next();
            }
        }
    }

    private boolean substitution(List<String> path) {
        int close = text.indexOf('}', at);
        if (!text.startsWith("${", at) || close < 0) {
            at++;
            return false;
        }
        visitor.refers(path, text.substring(at + 2, close), line);
        at = close + 1;
        return true;
    }

    /** Up to a separator, the end of the line or of the object. */
    private String key() {
        int start = at;
        while (at < text.length() && "=:{}[]\n,#".indexOf(peek()) < 0 && !text.startsWith("+=", at)) {
            if (peek() == '"') {
                quoted();
            } else {
                at++;
            }
        }
        return text.substring(start, at).strip();
    }

    private boolean separated() {
        return peek() == '=' || peek() == ':' || peek() == '{' || text.startsWith("+=", at);
    }

    private void quoted() {
        if (text.startsWith("\"\"\"", at)) {
            int close = text.indexOf("\"\"\"", at + 3);
            int end = close < 0 ? text.length() : close + 3;
            while (at < end || peek() == '"') {
                next();
            }
            return;
        }
        for (at++; at < text.length() && peek() != '"' && peek() != '\n'; at++) {
            if (peek() == '\\') {
                at++;
            }
        }
        at = Math.min(at + (peek() == '"' ? 1 : 0), text.length());
    }

    /** Passes over white space, line ends, commas and comments. */
    private void blank() {
        while (at < text.length()) {
            if (peek() == '#' || text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (peek() == ',' || Character.isWhitespace(peek()) || peek() == '\uFEFF') {
                next();
            } else {
                return;
            }
        }
    }

    private void blankBeforeValue() {
        while (at < text.length() && Character.isWhitespace(peek())) {
            next();
        }
    }

    private void next() {
        if (peek() == '\n') {
            line++;
        }
        at++;
    }

    /** The character here; zero at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static List<String> path(List<String> inside, String key) {
        List<String> path = new ArrayList<>(inside);
        try {
            path.addAll(ConfigUtil.splitPath(key));
        } catch (ConfigException e) {
            path.add(key);
        }
        return List.copyOf(path);
    }
}
