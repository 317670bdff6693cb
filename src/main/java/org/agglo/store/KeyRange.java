package org.agglo.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Between which values a file's keys lie.
 *
 * @param low the least value of each whole-number column of the key
 * @param high the greatest value of each
 */
record KeyRange(List<Long> low, List<Long> high) {
    KeyRange and(KeyRange other) {
        List<Long> least = new ArrayList<>();
        List<Long> greatest = new ArrayList<>();
        for (int i = 0; i < low.size(); i++) {
            least.add(Math.min(low.get(i), other.low.get(i)));
            greatest.add(Math.max(high.get(i), other.high.get(i)));
        }
        return new KeyRange(least, greatest);
    }
}
