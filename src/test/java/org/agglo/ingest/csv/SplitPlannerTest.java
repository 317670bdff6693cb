package org.agglo.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agglo.TestSpark;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitPlannerTest {
    private static final int SPLIT = 100;

    @TempDir
    private Path folder;

    private final SparkSession spark = TestSpark.session();
    private final int threads = spark.sparkContext().defaultParallelism();

    /** The splits of so many files of so many records of ten bytes. */
    private List<CsvSplit> splits(int files, int records) throws IOException {
        var streams = new Streams(new Configuration());
        List<CsvFile> all = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            Path file = folder.resolve(files + "-" + records + "-" + i + ".csv");
            Files.writeString(file, "code,n\n" + "abcdef,12\n".repeat(records));
            var input =
                    new CsvInput(file.getFileName().toString(), file.toUri().toString(), Files.size(file), Map.of());
            all.add(Header.of(streams, input, ',', '"', "UTF-8").find(List.of("n"), Set.of()));
        }
        return new SplitPlanner(spark, CsvSource.broadcast(spark), SPLIT).plan(all);
    }

    @Test
    void splitsALargeFileAtRecords() throws IOException {
        List<CsvSplit> splits = splits(1, 100);
        assertThat(splits).hasSize(10);
        assertThat(splits.get(0)).extracting(CsvSplit::start, CsvSplit::line).containsExactly(7L, 2L);
        assertThat(splits.get(1)).extracting(CsvSplit::start, CsvSplit::line).containsExactly(117L, 13L);
        assertThat(splits.get(9).stop()).isEqualTo(1007);
    }

    @Test
    void leavesManyFilesWhole() throws IOException {
        assertThat(splits(8 * threads, 30)).hasSize(8 * threads);
        assertThat(splits(7 * threads, 30).size()).isGreaterThan(7 * threads);
    }

    @Test
    void splitsFilesOfMoreThanEightSplitsEvenIfThereAreMany() throws IOException {
        assertThat(splits(8 * threads, 90).size()).isGreaterThan(8 * 8 * threads);
    }
}
