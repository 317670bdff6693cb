package org.agglo.store;

/**
 * What became of a source's files in a run.
 *
 * @param read new or changed, or declared otherwise than before, and therefore read; all, of a source that is read whole
 * @param fromStore as they were, so that what they gave was taken from the store
 * @param removed in the store before, and no longer there
 */
public record FileCounts(long read, long fromStore, long removed) {}
