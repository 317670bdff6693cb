package org.agglo.ingest.csv;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * One file to read.
 *
 * @param path what messages and {@code _file} call it
 * @param location where Hadoop finds it
 * @param bytes its size
 * @param folders values that the folders' names give, such as year → 2005 below {@code year=2005}
 */
public record CsvInput(String path, String location, long bytes, Map<String, String> folders) implements Serializable {
    public CsvInput {
        folders = new HashMap<>(folders);
    }
}
