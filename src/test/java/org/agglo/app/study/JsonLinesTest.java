package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agglo.ingest.Rejects;
import org.agglo.spark.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One JSON object a line. */
class JsonLinesTest {
    private static final String COLUMNS =
            "format = json, columns { firm { type = text, required = true }, jobs { type = number, min = 0 } }";

    @TempDir
    Path data;

    @Test
    void readsEachLineAndSetsAsideWhatIsNone() throws Exception {
        Reading.write(data, "f.jsonl", """
                {"firm": "a", "jobs": 1.50}
                {"jobs": "2", "firm": 7, "more": {"x": [1]}}

                {"firm": "c"}
                {"firm": "d", "jobs": null}
                {"firm": "e", "jobs": -1}
                {"firm": "f", "jobs": [1]}
                {"firm": "g", "jobs": 1
                {"firm": "h"} {"firm": "i"}
                [1]
                {"firm": "j", "firm": "k"}
                {"firm": null, "jobs": true}
                {"firm": "ü\\u00e9\\n", "jobs": 1e3}
                """);
        Reading reading = Reading.of(data, "path = f.jsonl, " + COLUMNS);
        assertThat(reading.rows())
                .containsExactly(
                        "a|1.5",
                        "7|2.0",
                        "c|-",
                        "d|-",
                        "below minimum: jobs",
                        "malformed record",
                        "malformed record",
                        "malformed record",
                        "malformed record",
                        "malformed record",
                        "missing firm",
                        "üé\n|1000.0");
        Rejects.write(reading.checked(), data.resolve("r").toString());
        assertThat(Files.readString(data.resolve("r/s.csv")))
                .contains(
                        "\"f.jsonl\",6,\"below minimum: jobs\",\"{\"\"firm\"\": \"\"e\"\", \"\"jobs\"\": -1}\"\n",
                        "\"f.jsonl\",7,\"malformed record: jobs is nested\",",
                        "\"f.jsonl\",8,\"malformed record: not JSON: Unexpected end-of-input",
                        "\"f.jsonl\",9,\"malformed record: more than one JSON object\",",
                        "\"f.jsonl\",10,\"malformed record: not a JSON object\",\"[1]\"\n",
                        "\"f.jsonl\",11,\"malformed record: not JSON: Duplicate field 'firm'\",");
    }

    @Test
    void readsPackedFilesAndFoldersNames() throws Exception {
        Reading.write(data, "f/year=2005/a.json", "\uFEFF{\"firm\":\"a\",\"jobs\":1}");
        byte[] packed = "{\"firm\":\"b\",\"jobs\":\"1.234,5\"}\r\n{\"firm\":\"c\"}\n".getBytes(StandardCharsets.UTF_8);
        Reading.write(data, "f/year=2006/b.json.zst", Zstd.compress(packed));
        assertThat(Reading.of(data, """
                                path = f, format = json, decimal = ",", thousands = "."
                                columns { firm { type = text }, year { type = integer }, jobs { type = number } }
                                key = [firm, year]
                                """).rows()).containsExactlyInAnyOrder("a|2005|1.0", "b|2006|1234.5", "c|2006|-");
    }

    @Test
    void saysWhatNamesThereAre() throws Exception {
        Reading.write(data, "f.json", "{\"firm\":\"a\",\"emp\":1}\n{\"id\":3}\n");
        fails("f.json: none of the first lines has a name jobs; they have emp, firm, id. Mend the file, or say in the"
                + " study which of these is meant, with from = \"…\".");
        Reading.write(data, "f.json", "[{\"firm\":\"a\",\"jobs\":1}]\n");
        fails("f.json: none of the first lines has a name firm, jobs; none is a JSON object. Mend the file, or say in"
                + " the study which of these is meant, with from = \"…\".");
    }

    private void fails(String message) {
        assertThatThrownBy(() -> Reading.of(data, "path = f.json, " + COLUMNS).rows())
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }
}
