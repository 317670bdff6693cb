package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.agglo.app.run.NightlyStudy.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes with lost leading zeros, in whole runs: said where they are found, mended only where the study says so. */
class LostZerosTest {
    @TempDir
    Path folder;

    private NightlyStudy study() throws Exception {
        NightlyStudy study = new NightlyStudy(folder);
        study.write("counties.csv", "county,region\n01,east\n02,east\n03,west\n");
        for (int year = 2000; year <= 2003; year++) {
            String file = "firms/%d.csv".formatted(year);
            String text = Files.readString(study.data().resolve(file));
            study.write(file, text.replaceAll(",c(\\d)", year == 2001 ? ",$1" : ",0$1"));
        }
        return study;
    }

    private static String declared(String length) {
        return NightlyStudy.STUDY.replace(
                "county { type = text, required = true }\n      industry",
                "county { type = text, required = true%s }\n      industry".formatted(length));
    }

    private static List<String> warnings(JsonNode manifest) {
        return StreamSupport.stream(manifest.get("warnings").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void areSaidAndNotMendedUnlessToldSo() throws Exception {
        NightlyStudy study = study().study(declared(", length = 2"));
        Run run = study.plain();
        assertThat(run.manifest()
                        .at("/rows/firms/setAside/fewer than 2 digits: county")
                        .asLong())
                .isEqualTo(61);
        assertThat(warnings(run.manifest()))
                .contains("firms: 61 codes of county have fewer digits than the 2 declared: leading zeros lost?"
                        + " Say pad = true for county to put them back.");
        assertThat(Files.readString(run.out().resolve("rejects/firms.csv")))
                .contains("\"firms/2001.csv\",2,\"fewer than 2 digits: county\",\"f0,1,13,2001,");
    }

    @Test
    void areSaidOfUnmatchedCodesWithoutADeclaredLength() throws Exception {
        NightlyStudy study = study().study(declared(""));
        Run run = study.plain();
        assertThat(run.manifest().at("/panel/unmatched/0/zeros").toString())
                .isEqualTo("{\"codes\":3,\"source\":\"firms\",\"column\":\"county\",\"length\":2}");
        assertThat(warnings(run.manifest()))
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("5 codes of county without a region, in 66 records: 3, 1, 2, 09, 9; ")
                        .endsWith(
                                ". 3 of these match after leading zeros are put back; if they were lost, say length = 2,"
                                        + " pad = true for county of source firms."));
    }

    @Test
    void areMendedAndCountedWithAStoreAndWithoutOne() throws Exception {
        NightlyStudy whole = study();
        whole.study(declared(", length = 2, pad = true"));
        Run plain = whole.plain();
        assertThat(plain.manifest().at("/panel/padded").toString()).isEqualTo("{\"firms\":{\"county\":54}}");
        assertThat(warnings(plain.manifest())).contains("firms: 54 codes of county got leading zeros, as pad says.");

        String year = Files.readString(whole.data().resolve("firms/2001.csv"));
        Files.delete(whole.data().resolve("firms/2001.csv"));
        whole.run();
        whole.write("firms/2001.csv", year);
        Run added = whole.run();
        assertThat(added.files("firms")).isEqualTo("1/3/0");
        assertThat(added.results()).isEqualTo(plain.results());
        Run nothingNew = whole.run();
        assertThat(nothingNew.files("firms")).isEqualTo("0/4/0");
        assertThat(nothingNew.results()).isEqualTo(plain.results());

        String mended = year.replaceAll("(?m)^(f\\d+,)", "$10");
        whole.write("firms/2001.csv", mended);
        Run without = whole.plain();
        assertThat(Files.readString(without.out().resolve("panel.csv")))
                .isEqualTo(plain.results().get("panel.csv"));
    }
}
