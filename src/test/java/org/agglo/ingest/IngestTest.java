package org.agglo.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.TestSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    @TempDir
    Path data;

    @Test
    void readsTheFirstRows() throws Exception {
        Files.writeString(
                data.resolve("f.csv"), "firm,year,emp\na,2005,3\nb,x,4\nc,2006, 5.5 \nd,2005.0,1e3\ne,2006,1d\n");
        Field firm = new Field("id", "firm", FieldType.TEXT, true, -1 / 0.0, 1 / 0.0, List.of(), List.of());
        Field year = new Field("year", "year", FieldType.INTEGER, true, 2005, 2016, List.of(), List.of());
        Field emp = new Field("emp", "emp", FieldType.NUMBER, true, 0, 1 / 0.0, List.of(), List.of());
        Source source = new Source(
                "firms",
                "f.csv",
                FileFormat.CSV,
                Csv.standard(),
                List.of(firm, year, emp),
                List.of(),
                Duplicates.REFUSE,
                Map.of(),
                Optional.empty());
        Checked checked = Ingest.read(TestSpark.session(), source, data.toString());
        assertThat(checked.all().collectAsList().stream().map(row -> row.getString(5)))
                .containsExactly(null, "not a number: year", null, null, "not a number: emp");
    }
}
