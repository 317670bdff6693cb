package org.agglo.ingest;

/**
 * One file that was read.
 *
 * @param path below the data folder, as {@code _file} and the rejects name it
 * @param location the whole address, for whoever opens the file again
 * @param bytes its size as it lies on disk
 * @param modified when it was last changed, in milliseconds since 1970, as its file system says
 */
public record InputFile(String path, String location, long bytes, long modified) {}
