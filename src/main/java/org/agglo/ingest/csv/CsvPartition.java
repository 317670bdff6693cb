package org.agglo.ingest.csv;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/** What one task reads, in order. */
record CsvPartition(List<CsvSplit> splits) implements InputPartition {
    CsvPartition {
        splits = new ArrayList<>(splits);
    }
}
