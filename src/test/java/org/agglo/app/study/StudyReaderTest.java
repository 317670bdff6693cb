package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.agglo.panel.Crosswalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyReaderTest {
    @TempDir
    private Path folder;

    @Test
    void keepsTheOrderOfTheFile() throws IOException {
        Study study = StudyText.read(folder, StudyText.GOOD);

        assertThat(study.sources().keySet()).containsExactly("firms", "counties", "controls");
        assertThat(study.sources().get("firms").fields())
                .extracting("name")
                .containsExactly("firm", "county", "industry", "year", "jobs");
        assertThat(study.derive()).extracting(Derived::name).containsExactly("lopen", "twice");
        assertThat(study.tables()).extracting(TableSpec::name).containsExactly("main", "split");
        assertThat(study.tables().get(0).models()).extracting(ModelSpec::name).containsExactly("fixed", "random");
    }

    @Test
    void fillsInDefaults() throws IOException {
        Study study = StudyText.read(folder, StudyText.GOOD);

        assertThat(study.title()).isEqualTo("small");
        assertThat(study.tables().get(0).title()).isEqualTo("main");
        assertThat(study.tables().get(0).models().get(1).vcov()).isEqualTo("default");
        assertThat(study.sources().get("firms").fields().get(0).from()).isEqualTo("firm");
        assertThat(((Measure.LocationQuotient) study.measures().get(0)).by()).containsExactly("year");
        assertThat(study.describe().orElseThrow().ranking())
                .contains(new Describe.Ranking("maggl", 5, 3, Optional.of(1.0)));
    }

    @Test
    void namesTermsAsTheResultsDo() throws IOException {
        PublishedModel published = StudyText.read(folder, StudyText.GOOD)
                .tables()
                .get(0)
                .published()
                .get(0);

        assertThat(published.terms()).containsOnlyKeys("log(maggl)");
        assertThat(published.terms().get("log(maggl)")).isEqualTo(new PublishedModel.Estimate(0.4, 22.9));
        assertThat(published.r2()).contains(0.739);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log(pat) ~ l(log(maggl), 1:2) + d(open) | province",
                "d(log(pat)) ~ i(area) + i(year, ref = 2005) + i(year, area)",
                "log(pat) ~ i(year, open, ref = 2005) + poly(maggl, 2)*open | province + year",
                "log(pat) ~ . + i(area, i.year)",
                "log(pat) ~ ..('^l'):open + maggl / 100 | area"
            })
    void formulasMayHaveTermsThatOnlyTheDataTell(String formula) throws IOException {
        assertThat(StudyText.problems(
                        folder, StudyText.GOOD.replace("log(pat) ~ log(maggl) + open | province", formula)))
                .filteredOn(problem -> problem.contains("formula"))
                .isEmpty();
    }

    @Test
    void saysWhereAFormulaStands() throws IOException {
        Study study = StudyText.read(folder, StudyText.GOOD);

        assertThat(study.tables().get(0).models().get(0).origin().line()).isEqualTo(67);
    }

    @Test
    void theResolvedStudyReadsAsTheSame() throws IOException {
        Study study = StudyText.read(folder, StudyText.GOOD);
        Study again = StudyText.read(folder, study.resolved());

        assertThat(again.resolved()).isEqualTo(study.resolved());
        assertThat(again.sources()).isEqualTo(study.sources());
        assertThat(again.panel()).isEqualTo(study.panel());
    }

    @Test
    void severalCrosswalksKeepTheirOrderInTheResolvedStudy() throws IOException {
        Study one = StudyText.read(folder, StudyText.GOOD);
        Study study = StudyText.read(
                folder,
                StudyText.GOOD
                        .replace("province { type = text } }", "town { type = text } }")
                        .replace(
                                "controls {\n    path",
                                "towns { path = \"counties.csv\", key = [town]"
                                        + ", columns { town { type = text }, province { type = text } } }\n  controls {\n    path")
                        .replace(
                                "crosswalk { source = counties, on = county }",
                                "crosswalks = [{ source = counties, on = county }, { on = town, source = towns }]"));

        assertThat(study.panel().crosswalks())
                .containsExactly(new Crosswalk("counties", "county"), new Crosswalk("towns", "town"));
        assertThat(study.panel().totals()).isEqualTo(one.panel().totals());
        Study again = StudyText.read(folder, study.resolved());
        assertThat(again.resolved()).isEqualTo(study.resolved());
        assertThat(again.panel()).isEqualTo(study.panel());
    }

    @Test
    void dataElsewhereWins() throws IOException {
        Path file = StudyText.write(folder, StudyText.GOOD.replace("DATA", "/nowhere"));
        Study study = StudyReader.check(file, Optional.of(folder.resolve("data").toString()));

        assertThat(study.data()).isEqualTo(folder.resolve("data").toString());
        assertThat(study.resolved()).contains(folder.resolve("data").toString());
    }

    @Test
    void dataFarAwayAreNotLookedFor() throws IOException {
        assertThat(StudyText.read(folder, StudyText.GOOD.replace("DATA", "hdfs://host/data"))
                        .data())
                .isEqualTo("hdfs://host/data");
    }

    @Test
    void readingLeavesMissingDataToIngest() throws IOException {
        Path file = StudyText.write(folder, StudyText.GOOD.replace("DATA", "/nowhere"));

        assertThat(StudyReader.read(file, Optional.empty()).data()).isEqualTo("/nowhere");
    }

    @Test
    void valuesOfTheFileCanBeUsedAgain() throws IOException {
        Study study = StudyText.read(
                folder,
                StudyText.GOOD.replace(
                        "formula = \"log(pat) ~ open | year\"", "formula = ${tables.main.models.fixed.formula}"));

        assertThat(study.tables().get(1).models().get(0).formula())
                .isEqualTo("log(pat) ~ log(maggl) + open | province");
    }
}
