package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    static Stream<Setting> settings() {
        return Settings.all().stream();
    }

    @Test
    void eachStandsOnceAfterWhatHoldsIt() {
        Set<String> seen = new TreeSet<>(Set.of(""));
        for (Setting setting : Settings.all()) {
            int dot = setting.path().lastIndexOf('.');
            assertThat(seen).contains(setting.path().substring(0, Math.max(dot, 0)));
            assertThat(seen.add(setting.path())).as(setting.path()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isExplained(Setting setting) {
        assertThat(setting.meaning()).matches("(?s)\\p{Lu}.*\\.");
        assertThat(setting.required() && setting.fallback().isPresent()).isFalse();
        assertThat(setting.kind().nested() || !setting.example().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theExampleIsOne(Setting setting) {
        if (setting.kind().nested()) {
            return;
        }
        ConfigObject example = ConfigFactory.parseString(setting.example()).root();
        ConfigValue value = example.values().iterator().next();

        assertThat(Values.fits(value, setting.kind())).isTrue();
        assertThat(Values.problems(value, setting)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theDefaultIsAllowed(Setting setting) {
        setting.fallback()
                .filter(f -> !f.words().contains("'s") && !f.words().equals("its name"))
                .ifPresent(fallback -> {
                    Optional<ConfigValue> value = fallback.value()
                            .apply(List.of(), ConfigFactory.empty().root());
                    assertThat(value).hasValueSatisfying(v -> {
                        assertThat(Values.fits(v, setting.kind())).isTrue();
                        assertThat(Values.problems(v, setting)).isEmpty();
                    });
                });
    }

    @Test
    void namesOfTheStudyLeadToTheirSetting() {
        assertThat(Settings.below("sources.firms.columns.year.type"))
                .extracting(Setting::path)
                .containsExactly("sources.<source>.columns.<column>.type");
        assertThat(Settings.below("figures")).hasSize(5);
        assertThat(Settings.below("nothing.here")).isEmpty();
    }

    /** A setting that nothing reads is a promise not kept: each key's name stands in a reader. */
    @Test
    void eachIsRead() throws Exception {
        StringBuilder readers = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/agglo/app/study"))) {
            for (Path file : files.filter(f -> f.toString().endsWith("Reader.java") || f.endsWith("DataFiles.java"))
                    .toList()) {
                readers.append(Files.readString(file));
            }
        }
        settings()
                .filter(s -> !s.wildcard())
                .forEach(setting -> assertThat(readers)
                        .contains('"' + setting.path().substring(setting.path().lastIndexOf('.') + 1) + '"'));
    }
}
