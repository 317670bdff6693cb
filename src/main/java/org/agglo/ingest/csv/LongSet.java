package org.agglo.ingest.csv;

import java.io.Serializable;

/** A set of hashes, made once and asked often: a table in one array, of which half and more is free. */
final class LongSet implements Serializable {
    private static final long serialVersionUID = 1;

    /** Zero where there is none. */
    private final long[] table;

    private boolean zero;

    LongSet(long[] hashes) {
        table = new long[Math.max(16, Integer.highestOneBit(Math.max(1, hashes.length)) << 2)];
        for (long hash : hashes) {
            if (hash == 0) {
                zero = true;
            } else if (!contains(hash)) {
                table[slot(hash)] = hash;
            }
        }
    }

    boolean contains(long hash) {
        return hash == 0 ? zero : table[slot(hash)] == hash;
    }

    /** Where the hash is, or would be. */
    private int slot(long hash) {
        int slot = (int) (hash ^ hash >>> 32) & table.length - 1;
        while (table[slot] != 0 && table[slot] != hash) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }
}
