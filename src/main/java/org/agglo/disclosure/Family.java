package org.agglo.disclosure;

/**
 * A parent and its children, by their places among the cells.
 *
 * @param hierarchy place of the hierarchy
 * @param complete whether the children add up to the parent
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record Family(int hierarchy, int parent, int[] children, boolean complete) {}
