package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.agglo.app.run.NightlyStudy.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store owes: the results of a run without one, for the price of what is new. */
class NightlyRunTest {
    @TempDir
    Path folder;

    private NightlyStudy study;

    @BeforeEach
    void make() throws Exception {
        study = new NightlyStudy(folder);
    }

    private void isAsWithoutStore(Run run) {
        var plain = study.plain().results();
        var results = run.results();
        assertThat(results.keySet()).isEqualTo(plain.keySet());
        plain.forEach((name, content) -> assertThat(results.get(name)).as(name).isEqualTo(content));
    }

    @Test
    void nothingNewIsReadFromNoFile() throws Exception {
        Run first = study.run();
        isAsWithoutStore(first);
        assertThat(first.files("firms")).isEqualTo("4/0/0");
        var before = first.results();

        study.spoilAll();
        Run second = study.run();

        assertThat(second.results()).isEqualTo(before);
        assertThat(second.files("firms") + " " + second.files("counties") + " " + second.files("controls"))
                .isEqualTo("0/4/0 0/1/0 0/1/0");
        assertThat(second.printed())
                .contains("Files: 0 read, 6 taken from the store " + study.store()
                        + "/agglo/nightly, 0 no longer there.");
    }

    @Test
    void aNewFileAChangedFileAndARemovedFileCostOnlyThemselves() throws Exception {
        study.run();

        study.year(2004).spoil("firms/2000.csv").spoil("firms/2001.csv").spoil("firms/2003.csv");
        study.year(2002, "new,c3,13,2002,50");
        Run run = study.run();
        assertThat(run.files("firms")).isEqualTo("2/3/0");
        study.year(2000).year(2001).year(2003);
        isAsWithoutStore(run);

        study = study.touch("firms/2000.csv");
        Files.delete(study.data().resolve("firms/2001.csv"));
        Run without = study.run();
        assertThat(without.files("firms"))
                .as("a file only touched is as it was")
                .isEqualTo("0/4/1");
        isAsWithoutStore(without);
    }

    @Test
    void aKeyInAnOldFileAndANewOneIsFoundAndBothAreReadAsOne() throws Exception {
        study.run();

        study.year(2004, "f5,c1,13,2002,999", "f6,c2,51,2004,3");
        Run run = study.run();
        assertThat(run.files("firms")).isEqualTo("2/3/0");
        isAsWithoutStore(run);

        Run again = study.run();
        assertThat(again.files("firms")).isEqualTo("0/5/0");
        isAsWithoutStore(again);

        study.year(2002, "g1,c1,13,2002,2");
        Run changed = study.run();
        assertThat(changed.files("firms"))
                .as("who shared keys with it is read again")
                .isEqualTo("2/3/0");
        isAsWithoutStore(changed);

        Files.delete(study.data().resolve("firms/2002.csv"));
        Run removed = study.run();
        assertThat(removed.files("firms")).isEqualTo("1/3/1");
        isAsWithoutStore(removed);
    }
}
