package org.agglo.ingest;

import static org.agglo.ingest.Declared.firms;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agglo.TestSpark;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that several files repeat are found from what is kept of each file. */
class FileKeysTest {
    @TempDir
    Path data;

    private final Source source = firms("f").key("firm", "year").first().source();

    private void file(String name, String... lines) throws Exception {
        Files.createDirectories(data.resolve("f"));
        Files.writeString(data.resolve("f/" + name), "firm,county,year,employment\n" + String.join("\n", lines) + "\n");
    }

    private FileKeys keys(String... names) {
        List<InputFile> files =
                Ingest.files(TestSpark.session().sparkContext().hadoopConfiguration(), source, data.toString()).stream()
                        .filter(file -> List.of(names).contains(file.path().substring(2)))
                        .toList();
        return Ingest.part(TestSpark.session(), source, data.toString(), files)
                .keys()
                .orElseThrow();
    }

    @Test
    void filesThatShareAKeyMeetAndThoseWhoMeetThemToo() throws Exception {
        file("a.csv", "1,c,2005,1", "2,c,2005,1");
        file("b.csv", "2,c,2005,9", "3,c,2005,1");
        file("c.csv", "3,c,2005,1");
        file("d.csv", "1,c,2006,1", "1,c,2006,1");
        try (FileKeys old = keys("a.csv", "d.csv");
                FileKeys all = keys("b.csv", "c.csv")) {
            assertThat(all.meetings(old.blocks())).containsExactly(List.of("f/a.csv", "f/b.csv", "f/c.csv"));
            assertThat(all.meetings()).containsExactly(List.of("f/b.csv", "f/c.csv"));
            assertThat(old.meetings()).as("a key twice in one file").isEmpty();
        }
    }

    @Test
    void aFileHasTheRangeOfItsPeriodsAndRowsSetAsideDoNotCount() throws Exception {
        file("a.csv", "1,c,2005,1", "1,c,2005,1", "2,c,2007,1", "3,c,2011,-1");
        try (FileKeys keys = keys("a.csv")) {
            List<Row> blocks = keys.blocks().collectAsList();
            assertThat(blocks.stream()
                            .mapToLong(row -> row.<Long>getList(1).get(0))
                            .min())
                    .hasValue(2005);
            assertThat(blocks.stream()
                            .mapToLong(row -> row.<Long>getList(2).get(0))
                            .max())
                    .hasValue(2007);
            assertThat(blocks.stream()
                            .mapToInt(row -> row.<byte[]>getAs(3).length)
                            .sum())
                    .isEqualTo(3 * Long.BYTES);
        }
    }
}
