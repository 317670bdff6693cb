package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.agglo.Shared;
import org.agglo.ingest.Source;
import org.agglo.ingest.Suppression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedStudiesTest {
    @Test
    void thereAreNoOthers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf/studies"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".conf", "")))
                    .containsExactlyInAnyOrder(
                            "china-provinces",
                            "china-provinces-nbs",
                            "china-provinces-nbs-interpolated",
                            "us-counties",
                            "us-qcew-2016",
                            "us-qcew-2016-full");
        }
    }

    @Test
    void theSimulatedStudyIsRightAndSaysWhatMakesItsData() {
        Study study = StudyReader.check(Path.of("conf/studies/china-provinces.conf"), Optional.empty());

        assertThat(study.name()).isEqualTo("china-provinces");
        assertThat(study.simulation()).contains(Path.of("conf/simulations/china-provinces.conf"));
        assertThat(study.tables()).extracting(TableSpec::name).contains("readings", "by-region");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "china-provinces-nbs",
                "china-provinces-nbs-interpolated",
                "us-counties",
                "us-qcew-2016",
                "us-qcew-2016-full"
            })
    void theRealStudiesAreRightUnderTheirNamesAndFindTheirData(String name) {
        Study study = read(name);
        assertThat(study.name()).isEqualTo(name);
        assertThat(study.measures()).isNotEmpty();
        assertThat(study.resolved()).startsWith("{").contains("location-quotient");

        Path file = Path.of("conf/studies", name + ".conf");
        String data = Shared.path("data").toString();
        assertThat(StudyReader.check(file, Optional.of(data)).sources()).isNotEmpty();
    }

    @Test
    void theReadingsStandSideBySideInTheOrderOfTheFile() {
        assertThat(read("china-provinces").tables().get(0).models())
                .extracting(ModelSpec::name)
                .containsExactly("ols", "as-written", "as-reported", "two-way", "random");
    }

    @Test
    void realProvincesAreInterpolatedInASecondStudyOnly() {
        Study plain = read("china-provinces-nbs");
        Study filled = read("china-provinces-nbs-interpolated");

        assertThat(plain.panel().interpolate()).isEmpty();
        assertThat(filled.panel().interpolate()).containsExactly("open");
        assertThat(filled.sources()).isEqualTo(plain.sources());
        assertThat(filled.tables()).hasSameSizeAs(plain.tables());
    }

    @Test
    void suppressedEmploymentIsMissingAndSoIsItsPublishedQuotientButNotEstablishments() {
        var suppressed = read("us-qcew-2016").sources().get("cells").suppressed();
        assertThat(suppressed).hasValueSatisfying(rule -> {
            assertThat(rule.codes()).containsExactlyInAnyOrder("N", "-");
            assertThat(rule.fields()).hasSize(7).doesNotContain("establishments");
            assertThat(rule.also())
                    .extracting(Suppression::column)
                    .containsExactlyInAnyOrder("lq_disclosure", "disclosure");
        });
    }

    @Test
    void sixDigitIndustriesOfFourStatesAreTheSameStudyOnOtherFiles() {
        Study sectors = read("us-qcew-2016");
        Study full = read("us-qcew-2016-full");

        assertThat(full.sources().values())
                .extracting(Source::path)
                .containsExactly("us-qcew-2016/full", "us-qcew-2016/full");
        assertThat(full.measures())
                .extracting(Measure::name)
                .isEqualTo(sectors.measures().stream().map(Measure::name).toList());
    }

    private static Study read(String name) {
        return StudyReader.read(Path.of("conf/studies", name + ".conf"), Optional.empty());
    }
}
