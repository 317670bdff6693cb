package org.agglo.ingest.csv;

import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/** Numbers texts in the order in which they come, from 0. A text of up to eight bytes costs one comparison. */
final class TextIds {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** Slots: a text's number plus one, 0 for none, and what tells it: its bytes, or of a longer text a hash. */
    private int[] numbers = new int[64];

    private long[] words = new long[64];
    private byte[][] texts = new byte[32][];
    private int size;
    private long bytes;
    /** The last short text and its number: files are often sorted. */
    private long last;

    private int lastId = -1;

    int size() {
        return size;
    }

    /** The bytes of all texts. */
    long bytes() {
        return bytes;
    }

    UTF8String text(int id) {
        return UTF8String.fromBytes(texts[id]);
    }

    void clear() {
        Arrays.fill(numbers, 0);
        Arrays.fill(texts, 0, size, null);
        size = 0;
        bytes = 0;
        lastId = -1;
    }

    /** The number of the text, which is UTF-8 without NUL. */
    int of(byte[] from, int start, int length) {
        if (length > Long.BYTES) {
            return find(hash(from, start, length), from, start, length);
        }
        long word = head(from, start, length);
        if (word != last || lastId < 0) {
            lastId = find(word, from, start, length);
            last = word;
        }
        return lastId;
    }

    private int find(long word, byte[] from, int start, int length) {
        int slot = slot(word);
        while (numbers[slot] != 0) {
            int id = numbers[slot] - 1;
            if (words[slot] == word && (length <= Long.BYTES || same(id, from, start, length))) {
                return id;
            }
            slot = slot + 1 & numbers.length - 1;
        }
        return add(word, Arrays.copyOfRange(from, start, start + length), slot);
    }

    private boolean same(int id, byte[] from, int start, int length) {
        return Arrays.equals(texts[id], 0, texts[id].length, from, start, start + length);
    }

    private int slot(long word) {
        long mixed = word * MIX;
        return (int) (mixed >>> 32 ^ mixed >>> 47) & numbers.length - 1;
    }

    private int add(long word, byte[] text, int slot) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, 2 * size);
        }
        texts[size] = text;
        words[slot] = word;
        numbers[slot] = ++size;
        bytes += text.length;
        if (2 * size > numbers.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        int[] before = numbers;
        long[] wordsBefore = words;
        numbers = new int[2 * before.length];
        words = new long[numbers.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 0) {
                int slot = slot(wordsBefore[i]);
                while (numbers[slot] != 0) {
                    slot = slot + 1 & numbers.length - 1;
                }
                numbers[slot] = before[i];
                words[slot] = wordsBefore[i];
            }
        }
    }

    /** The bytes as one number, the first the least. */
    static long head(byte[] from, int start, int length) {
        if (start + Long.BYTES <= from.length) {
            long word = Words.at(from, start);
            return length == Long.BYTES ? word : word & ((1L << (8 * length)) - 1);
        }
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = (word << 8) | (from[start + i] & 0xFF);
        }
        return word;
    }

    /** A hash of a longer text, whose last byte is zero, as no short text's first is, except of the empty one. */
    private static long hash(byte[] from, int start, int length) {
        long hash = length;
        int at = start;
        for (int left = length; left > 0; left -= Long.BYTES, at += Long.BYTES) {
            long word = head(from, at, Math.min(left, Long.BYTES)) * MIX;
            hash = Long.rotateLeft((hash ^ word ^ word >>> 29) * MIX, 31);
        }
        return Math.max(1, hash >>> 8 & Long.MAX_VALUE >>> 8) << 8;
    }
}
