package org.agglo.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agglo.TestSpark;
import org.agglo.ingest.Ingest.Limits;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsTest {
    @TempDir
    Path data;

    @TempDir
    Path out;

    @Test
    void writesWhatWasSetAsideInTheOrderOfFileAndRow() throws Exception {
        Files.createDirectory(data.resolve("firms"));
        Files.writeString(data.resolve("firms/b.csv"), "firm,emp\n-x,\"a \"\"b\"\"\nc\"\n=1,x\nok,1\n");
        Files.writeString(data.resolve("firms/a.csv"), "firm,emp\nok,1\nü,x,y\n");
        String expected = """
                file,row,reason,record
                "firms/a.csv",3,"malformed record: 3 cells, 2 expected","ü,x,y"
                "firms/b.csv",2,"not a number: emp","'-x,""a \""\""b""\""
                c\"""
                "firms/b.csv",4,"not a number: emp","'=1,x"
                "firms/b.csv",5,"unknown county","ok,1"
                """;
        for (Limits limits : new Limits[] {Limits.STANDARD, new Limits(0, 4, 10)}) {
            Checked checked = read(limits)
                    .setAside(
                            functions
                                    .col("firm")
                                    .equalTo("ok")
                                    .and(functions.col("_file").equalTo("firms/b.csv")),
                            "unknown county");
            for (long driverLines : new long[] {0, 1000}) {
                String folder = out.resolve("rejects" + driverLines).toString();
                assertThat(Rejects.write(checked, folder, driverLines)).isEqualTo(4);
                assertThat(Path.of(folder, "firms.csv")).hasContent(expected);
                assertThat(Path.of(folder)).isDirectoryNotContaining("regex:.*/[.].*");
            }
        }
    }

    @Test
    void writesNothingWhereNothingWasSetAside() throws Exception {
        Files.createDirectory(data.resolve("firms"));
        Files.writeString(data.resolve("firms/a.csv"), "firm,emp\nok,1\n");
        assertThat(Rejects.write(read(Limits.STANDARD), out + "/rejects")).isZero();
        assertThat(out.resolve("rejects")).doesNotExist();
    }

    @Test
    void saysWhereItCannotWrite() throws Exception {
        Files.createDirectory(data.resolve("firms"));
        Files.writeString(data.resolve("firms/a.csv"), "firm,emp\nok,x\n");
        Files.writeString(out.resolve("file"), "");
        assertThatThrownBy(() -> Rejects.write(read(Limits.STANDARD), out + "/file/rejects"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot write the rejects of firms to " + out + "/file/rejects: ");
    }

    private Checked read(Limits limits) {
        return Ingest.read(
                TestSpark.session(),
                Declared.at("firms").text("firm").number("emp").source(),
                data.toString(),
                limits);
    }
}
