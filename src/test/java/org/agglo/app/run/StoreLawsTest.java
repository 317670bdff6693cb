package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.agglo.app.run.NightlyStudy.Run;
import org.agglo.spark.DataException;
import org.agglo.store.Runs;
import org.agglo.store.Store;
import org.agglo.store.StoreException;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a changed declaration costs, who may use a store, how to go back in it, and what is said when it is broken. */
class StoreLawsTest {
    @TempDir
    static Path folder;

    private static NightlyStudy study;

    @BeforeAll
    static void make() throws Exception {
        study = new NightlyStudy(folder);
        study.run();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [lq, gdp]                      | [gdp]                       | 0 0 0
            gdp { type = number }          | gdp { type = number, min=1 }| 0 0 1
            ["13"]                         | ["1"]                       | 4 0 0
            from = 2000                    | from = 2001                 | 4 0 0
            type = number, min = 0         | type = number, min = 1      | 4 0 0
            region { type = text, required = true } }| region { type = text } }| 4 1 0
            """)
    void aChangedDeclarationIsReadAgainAndNothingElse(String what, String by, String read) throws Exception {
        study.study(NightlyStudy.STUDY);
        study.run();
        assertThat(NightlyStudy.STUDY).contains(what);

        Run run = study.study(NightlyStudy.STUDY.replace(what, by)).run();

        assertThat(Stream.of("firms", "counties", "controls")
                        .map(source -> run.files(source).split("/")[0])
                        .toList())
                .isEqualTo(List.of(read.split(" ")));
    }

    @Test
    void theContentOfTheCrosswalkIsAPartOfThePanelsSource() throws Exception {
        study.study(NightlyStudy.STUDY);
        study.run();

        Run run = study.write("counties.csv", "county,region\nc1,east\nc2,west\nc3,west\n")
                .run();

        assertThat(run.files("firms") + " " + run.files("controls")).isEqualTo("4/0/0 0/1/0");
        assertThat(run.results()).isEqualTo(study.plain().results());
    }

    @Test
    void theContentOfALaterCrosswalkIsAPartOfThePanelsSourceToo(@TempDir Path own) throws Exception {
        NightlyStudy chain = new NightlyStudy(own);
        String columns = "columns { county { type = text, required = true }, region { type = text, required = true } }";
        assertThat(NightlyStudy.STUDY).contains(columns);
        chain.study(NightlyStudy.STUDY
                .replace(columns, "columns { county { type = text }, town { type = text } }")
                .replace(
                        "controls {\n    path",
                        "towns { path = \"towns.csv\", key = [town]"
                                + ", columns { town { type = text }, region { type = text } } }\n  controls {\n    path")
                .replace(
                        "crosswalk { source = counties, on = county }",
                        "crosswalks = [{ source = counties, on = county }, { source = towns, on = town }]"));
        chain.write("counties.csv", "county,town\nc1,t1\nc2,t2\nc3,t3\nc9,t9\n");
        chain.write("towns.csv", "town,region\nt1,east\nt2,east\nt3,west\n");
        var before = chain.run().results();
        assertThat(before).isEqualTo(chain.plain().results());
        Run same = chain.run();
        assertThat(same.files("firms") + " " + same.files("counties") + " " + same.files("towns"))
                .isEqualTo("0/4/0 0/1/0 0/1/0");
        assertThat(same.results()).isEqualTo(before);

        Run after = chain.write("towns.csv", "town,region\nt1,east\nt2,west\nt3,west\n")
                .run();

        assertThat(after.files("firms") + " " + after.files("counties") + " " + after.files("controls"))
                .isEqualTo("4/0/0 0/1/0 0/1/0");
        assertThat(after.results()).isEqualTo(chain.plain().results()).isNotEqualTo(before);
        assertThat(after.manifest().at("/panel/unmatched/0/on").asText()).isEqualTo("town");
    }

    @Test
    void aSecondRunIsRefusedWhileTheFirstUsesTheStore() {
        var opened = StorePlaces.open(study.study(), Optional.of(study.store().toString()));
        try (Store first = opened.locked()) {
            assertThat(first.base()).isPresent();
            assertThatThrownBy(study::run)
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "Another run is using the store %s/agglo/nightly; wait for it to end, or give this run a store of its own"
                                    .formatted(study.store()));
        }
    }

    @Test
    void aKeyThatIsRefusedIsNamedInTheOldFileAndTheNewOne(@TempDir Path own) throws Exception {
        NightlyStudy strict = new NightlyStudy(own);
        for (int year = 2000; year <= 2003; year++) {
            strict.write(
                    "firms/%d.csv".formatted(year), "firm,county,industry,year,jobs\na,c1,13,%d,1\n".formatted(year));
        }
        strict.study(NightlyStudy.STUDY.replace("duplicates = first", "duplicates = refuse"));
        strict.run();
        strict.write("firms/2004.csv", "firm,county,industry,year,jobs\na,c1,13,2004,1\na,c1,13,2001,1\n");

        assertThatThrownBy(strict::run)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(a, 2001) at firms/2001.csv:2, firms/2004.csv:3");
    }

    @Test
    void runsAreListedComparedGoneBackToAndMadeAgain(@TempDir Path own) throws Exception {
        NightlyStudy nights = new NightlyStudy(own);
        Run monday = nights.run();
        String mondayId = monday.id();
        var mondayResults = monday.results();
        nights.year(2004).year(2000, "n,c1,13,2000,5");
        Files.delete(nights.data().resolve("firms/2001.csv"));
        String tuesdayId = nights.run().id();
        var opened = StorePlaces.open(nights.study(), Optional.of(nights.store().toString()));

        Runs runs = opened.runs();
        assertThat(runs.list()).extracting(Runs.Run::id).containsExactly(tuesdayId, mondayId);
        assertThat(runs.compare(mondayId.substring(0, 8), tuesdayId))
                .isEqualTo(new Runs.Comparison(
                        List.of("firms: firms/2004.csv"),
                        List.of("firms: firms/2001.csv"),
                        List.of("firms: firms/2000.csv"),
                        4));
        assertThat(runs.facts(mondayId)).containsEntry("rows of counties", "3 in, 3 used, 0 not selected, 0 set aside");

        assertThat(nights.asOf(mondayId).results()).isEqualTo(mondayResults);
        assertThat(opened.runs().list().get(0))
                .matches(run -> run.current() && run.id().equals(tuesdayId));

        assertThat(runs.rollBack(mondayId).current()).isTrue();
        Run wednesday = nights.run();
        assertThat(wednesday.files("firms")).isEqualTo("2/2/1");
        assertThat(wednesday.results()).isEqualTo(nights.plain().results());
        assertThatThrownBy(() -> nights.asOf("zzz"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("holds no run zzz; there are ");
    }

    @Test
    void anotherKindOfCatalogServesAsWell(@TempDir Path own) throws Exception {
        NightlyStudy nights = new NightlyStudy(own);
        String inDatabase = NightlyStudy.STUDY + "store { catalog = nights_in_h2 }";
        Map<String, String> given =
                Map.of("type", "jdbc", "uri", "jdbc:h2:file:" + own + "/catalog", "warehouse", own + "/warehouse");
        given.forEach((name, value) -> System.setProperty("spark.sql.catalog.nights_in_h2." + name, value));
        // Without a folder from the command the study's own store is used.
        nights.study(inDatabase).plain();
        Run second = nights.year(2004).study(inDatabase).plain();
        assertThat(second.files("firms") + " " + second.files("controls")).isEqualTo("1/4/0 0/1/0");
        assertThat(second.printed()).contains("Files: 1 read, 6 taken from the store nights_in_h2.agglo.nightly");
        var results = second.results();

        assertThat(nights.study(NightlyStudy.STUDY).plain().results()).isEqualTo(results);
    }

    @Test
    void aTableOfAnotherLayoutIsRefusedWithTheWayOut(@TempDir Path own) throws Exception {
        NightlyStudy other = new NightlyStudy(own);
        other.run();
        try (var catalog = new HadoopCatalog(new Configuration(), other.store().toString())) {
            catalog.loadTable(TableIdentifier.of("agglo", "nightly"))
                    .updateProperties()
                    .set("agglo.layout", "7")
                    .commit();
        }

        assertThatThrownBy(other::run)
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        ("The table %1$s/agglo/nightly has layout 7, and this Agglo reads layout 1: another version made"
                                        + " it, or it is no store. The store only keeps what the files gave, and is made again from"
                                        + " them: delete the folder %1$s/agglo/nightly and run again; or name another store")
                                .formatted(other.store()));
    }

    @ParameterizedTest
    @CsvSource({"metadata, .json", "data, .parquet"})
    void aBrokenStoreIsSaidInWordsWithTheWayOut(String part, String ending, @TempDir Path own) throws Exception {
        NightlyStudy broken = new NightlyStudy(own);
        broken.run();
        try (Stream<Path> files = Files.walk(broken.store().resolve("agglo/nightly/" + part))) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                Files.writeString(file, "not what it was");
                Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
            }
        }

        assertThatThrownBy(broken::run)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The store %s/agglo/nightly cannot be read: ".formatted(broken.store()))
                .hasMessageEndingWith(
                        "The store only keeps what the files gave, and is made again from them: delete the folder %s/agglo/nightly and run again"
                                .formatted(broken.store()));
    }
}
