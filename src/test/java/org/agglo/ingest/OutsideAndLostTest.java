package org.agglo.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.agglo.TestSpark;
import org.agglo.spark.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideAndLostTest {
    @TempDir
    Path folder;

    @Test
    void aGlobMustNotLeaveTheDataFolder() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data/inner")).getParent();
        Files.writeString(folder.resolve("outside.csv"), "firm\na\n");
        Source source = Declared.at("{../outside,inner/x}.csv").text("firm").source();

        assertThatThrownBy(() -> Ingest.read(TestSpark.session(), source, data.toString()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("path \"{../outside,inner/x}.csv\" must lie below the data folder " + data);
    }

    @Test
    void aQuoteNeverClosedInAPackedFileTooLongToHoldStops() throws Exception {
        byte[] line = "\nc,2005".getBytes(StandardCharsets.UTF_8);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("firm,year\na,2005\n\"b,2005".getBytes(StandardCharsets.UTF_8));
            byte[] lines = new byte[line.length << 16];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = line[i % line.length];
            }
            for (int i = 0; i < 80; i++) {
                gzip.write(lines);
            }
        }
        Files.write(folder.resolve("firms.csv.gz"), packed.toByteArray());
        Source source = Declared.at("firms.csv.gz").text("firm").text("year").source();

        assertThatThrownBy(() -> Ingest.read(TestSpark.session(), source, folder.toString())
                        .counts())
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "firms.csv.gz, line 3: a quote is opened here and never closed. Double it or take it away.");
    }
}
