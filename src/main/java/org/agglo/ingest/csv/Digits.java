package org.agglo.ingest.csv;

/** Up to eight digits as a number, without a loop. */
final class Digits {
    private static final long ZEROS = 0x3030303030303030L;
    private static final long UPPER = 0xF0F0F0F0F0F0F0F0L;
    private static final long SIXES = 0x0606060606060606L;

    private Digits() {}

    /** The number; −1 if a byte is no digit. */
    static long of(byte[] bytes, int start, int length) {
        int missing = 8 * (Long.BYTES - length);
        // The first digit is the word's least byte; what is missing before it is filled with zeros.
        long word = TextIds.head(bytes, start, length) << missing;
        word |= missing == 0 ? 0 : ZEROS >>> (64 - missing);
        if ((word & UPPER) != ZEROS || ((word + SIXES) & UPPER) != ZEROS) {
            return -1;
        }
        long pairs = ((word & 0x0F0F0F0F0F0F0F0FL) * (10 * 256 + 1)) >>> 8;
        long fours = ((pairs & 0x00FF00FF00FF00FFL) * (100 * 65_536 + 1)) >>> 16;
        return ((fours & 0x0000FFFF0000FFFFL) * (10_000 * (1L << 32) + 1)) >>> 32;
    }
}
