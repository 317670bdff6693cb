package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedStudiesTest {
    @ParameterizedTest
    @ValueSource(strings = {"china-provinces", "china-provinces-nbs", "us-counties", "us-qcew-2016"})
    void isReadUnderItsOwnName(String name) {
        Study study = read(name);
        assertThat(study.name()).isEqualTo(name);
        assertThat(study.measures()).isNotEmpty();
        assertThat(study.resolved()).startsWith("{").contains("location-quotient");
    }

    @Test
    void theReadingsStandSideBySideInTheOrderOfTheFile() {
        assertThat(read("china-provinces").tables().get(0).models())
                .extracting(ModelSpec::name)
                .containsExactly("ols", "as-written", "as-reported", "two-way", "random");
    }

    @Test
    void realProvincesAreNotInterpolated() {
        assertThat(read("china-provinces-nbs").panel().interpolate()).isEmpty();
    }

    @Test
    void suppressedEmploymentIsMissingAndSoIsItsPublishedQuotient() {
        var suppressed =
                read("us-qcew-2016").sources().values().iterator().next().suppressed();
        assertThat(suppressed).hasValueSatisfying(rule -> {
            assertThat(rule.codes()).containsExactlyInAnyOrder("N", "-");
            assertThat(rule.fields()).hasSize(2);
        });
    }

    private static Study read(String name) {
        return StudyReader.read(Path.of("conf/studies", name + ".conf"), Optional.empty());
    }
}
