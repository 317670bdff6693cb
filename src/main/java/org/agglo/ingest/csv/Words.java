package org.agglo.ingest.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes looked at as one number, the first byte its least. */
final class Words {
    /** The high bit of each byte. */
    static final long HIGH = 0x8080808080808080L;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW = ~HIGH;

    private Words() {}

    static long at(byte[] bytes, int start) {
        return (long) WORD.get(bytes, start);
    }

    /** Eight times the same byte. */
    static long of(int value) {
        return (value & 0xFF) * ONES;
    }

    /** The high bit of each byte that is zero. */
    static long zeros(long word) {
        return ~(((word & LOW) + LOW) | word | LOW);
    }

    /** Which of the eight bytes the lowest bit set belongs to. */
    static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
