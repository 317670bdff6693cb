package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agglo.app.run.NightlyStudy.Run;
import org.agglo.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a study asks for, a run with a store gives the bytes of one without; some things cost a source's files again. */
class StoreOfWholeSourcesTest {
    private static final String KEY = "    key = [firm, year]\n";
    private static final String TREATMENT = """
                suppressed { column = county, codes = [c2], columns = [jobs] }
                treatment {
                  method = METHOD
                  hierarchies { firms { column = firm, parents { f3 = [f1] }, complete = false } }
                }
            """;

    @TempDir
    Path folder;

    static List<Arguments> studies() {
        return List.of(
                Arguments.of("shares and periods", "1/4/0", shares()),
                Arguments.of("missing", "5/0/0", treated("missing")),
                Arguments.of("bounded", "5/0/0", treated("bounded")),
                Arguments.of(
                        "contracts",
                        "5/0/0",
                        NightlyStudy.STUDY
                                + "contracts { firms { of = firms, not-null = [firm, county], unique = [firm, year] } }\n"));
    }

    private static String shares() {
        return NightlyStudy.STUDY
                .replace(
                        "columns { county { type = text, required = true }, region { type = text, required = true } }\n"
                                + "    key = [county]",
                        "columns { county { type = text }, region { type = text }, share { type = number },"
                                + " since { type = integer }, until { type = integer } }")
                .replace("on = county }", "on = county, weight = share, from = since, to = until }");
    }

    private static String treated(String method) {
        return NightlyStudy.STUDY.replace(KEY, KEY + TREATMENT.replace("METHOD", method));
    }

    private NightlyStudy study(String text) throws Exception {
        NightlyStudy study = new NightlyStudy(folder).study(text);
        return text.contains("weight = share")
                ? study.write(
                        "counties.csv",
                        "county,region,share,since,until\nc1,east,1,0,\nc2,east,.7,0,\nc2,west,.3,0,\nc3,west,1,0,2001\n"
                                + "c3,north,1,2003,\n")
                : study;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("studies")
    void aRunWithAStoreIsAsOneWithout(String what, String files, String text) throws Exception {
        NightlyStudy study = study(text);
        study.run();
        study.year(2004, "f2,c2,51,2004,3.1", "new,c2,13,2004,2.9");

        Run added = study.run();

        Run plain = study.plain();
        assertThat(added.results()).isEqualTo(plain.results());
        assertThat(added.files("firms") + " " + added.files("controls")).isEqualTo(files + " 0/1/0");
        assertThat(added.manifest().path("treatments"))
                .isEqualTo(plain.manifest().path("treatments"));
        assertThat(added.manifest().path("contracts"))
                .isEqualTo(plain.manifest().path("contracts"));
    }

    @Test
    void aWholeSourceIsReadAsOfARunOnlyIfItIsAsItWasThen() throws Exception {
        NightlyStudy study = study(treated("bounded"));
        Run monday = study.run();
        var results = monday.results();
        String id = monday.id();
        String before = Files.readString(study.data().resolve("firms/2002.csv"));
        study.year(2002, "new,c2,13,2002,2.9").run();

        assertThatThrownBy(() -> study.asOf(id))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "Source firms is read whole in each run, so that the store has nothing of it, and it is not as"
                                + " it was in run " + id + ". Put its files back as they were, or leave --as-of out");

        study.write("firms/2002.csv", before);
        assertThat(study.asOf(id).results()).isEqualTo(results);
    }
}
