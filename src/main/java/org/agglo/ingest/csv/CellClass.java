package org.agglo.ingest.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/** Sorts a column's cells into classes. A class is numbered, and told by the first text that came of it. */
abstract class CellClass {
    final TextIds ids = new TextIds();
    private final byte[][] missing;

    CellClass(List<String> missing) {
        this.missing = bytes(missing);
    }

    static byte[][] bytes(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    static CellClass of(CellRole role) {
        return switch (role.kind()) {
            case TEXT -> new Text();
            case PRESENCE -> new Presence(role.missing());
            case PREFIX -> new Prefix(role.missing(), role.prefixes());
            case WHOLE, NUMBER -> new NumberClass(role);
        };
    }

    /** The class of a cell. */
    abstract int of(byte[] bytes, int start, int length);

    /** The classes of many cells. */
    abstract void of(byte[] bytes, int[] starts, int[] lengths, int count, int[] into);

    /** Begins afresh. */
    void clear() {
        ids.clear();
    }

    /** Whether the text means an empty cell. */
    final boolean isMissing(byte[] bytes, int start, int length) {
        return isOneOf(missing, bytes, start, length);
    }

    /** Whether the cell is one of the texts. */
    static boolean isOneOf(byte[][] texts, byte[] bytes, int start, int length) {
        for (byte[] text : texts) {
            if (text.length == length && same(text, bytes, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(byte[] text, byte[] bytes, int start) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }

    private static final class Text extends CellClass {
        Text() {
            super(List.of());
        }

        @Override
        int of(byte[] bytes, int start, int length) {
            return ids.of(bytes, start, length);
        }

        @Override
        void of(byte[] bytes, int[] starts, int[] lengths, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = of(bytes, starts[i], lengths[i]);
            }
        }
    }

    /** Texts that begin with more than a blank and are not missing are one class. */
    private static final class Presence extends CellClass {
        private int some = -1;

        Presence(List<String> missing) {
            super(missing);
        }

        @Override
        int of(byte[] bytes, int start, int length) {
            if (length == 0 || bytes[start] == ' ' || isMissing(bytes, start, length)) {
                return ids.of(bytes, start, length);
            }
            if (some < 0) {
                some = ids.of(bytes, start, length);
            }
            return some;
        }

        @Override
        void of(byte[] bytes, int[] starts, int[] lengths, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = of(bytes, starts[i], lengths[i]);
            }
        }

        @Override
        void clear() {
            super.clear();
            some = -1;
        }
    }

    private static final class Prefix extends CellClass {
        private final UTF8String[][] prefixes;
        private int[] classOf = new int[64];
        private final int[] first;
        private int known;

        Prefix(List<String> missing, List<List<String>> sets) {
            super(missing);
            this.prefixes = sets.stream()
                    .map(set -> set.stream().map(UTF8String::fromString).toArray(UTF8String[]::new))
                    .toArray(UTF8String[][]::new);
            this.first = new int[1 << sets.size()];
        }

        @Override
        int of(byte[] bytes, int start, int length) {
            int id = ids.of(bytes, start, length);
            if (id == known) {
                if (id == classOf.length) {
                    classOf = Arrays.copyOf(classOf, 2 * id);
                }
                classOf[known++] =
                        length == 0 || bytes[start] == ' ' || isMissing(bytes, start, length) ? id : classOf(id);
            }
            return classOf[id];
        }

        @Override
        void of(byte[] bytes, int[] starts, int[] lengths, int count, int[] into) {
            for (int i = 0; i < count; i++) {
                into[i] = of(bytes, starts[i], lengths[i]);
            }
        }

        private int classOf(int id) {
            UTF8String text = ids.text(id);
            int bits = 0;
            for (int set = 0; set < prefixes.length; set++) {
                for (UTF8String prefix : prefixes[set]) {
                    bits |= text.startsWith(prefix) ? 1 << set : 0;
                }
            }
            if (first[bits] == 0) {
                first[bits] = id + 1;
            }
            return first[bits] - 1;
        }

        @Override
        void clear() {
            super.clear();
            known = 0;
            Arrays.fill(first, 0);
        }
    }
}
