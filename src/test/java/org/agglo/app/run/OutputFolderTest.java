package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void nameTarget() {
        target = folder.resolve("results/study");
    }

    @Test
    void aFirstRunMakesTheFolderAndLeavesNothingBesideIt() throws IOException {
        run("one");

        assertThat(target.resolve("tables/a.txt")).hasContent("one");
        assertThat(list(target.getParent())).containsExactly("study");
    }

    @Test
    void aSecondRunReplacesTheFirstWhole() throws IOException {
        run("one");
        Files.writeString(target.resolve("left-over.txt"), "from the first");

        run("two");

        assertThat(target.resolve("tables/a.txt")).hasContent("two");
        assertThat(target.resolve("left-over.txt")).doesNotExist();
        assertThat(list(target.getParent())).containsExactly("study");
    }

    @Test
    void aRunThatStopsBeforeItIsPublishedLeavesTheOldResults() throws IOException {
        run("one");
        try (OutputFolder output = open()) {
            output.write("tables/a.txt", "half");
        }

        assertThat(target.resolve("tables/a.txt")).hasContent("one");
        assertThat(list(target.getParent())).containsExactly("study");
    }

    @Test
    void whatAKilledRunLeftIsClearedAwayByTheNext() throws IOException {
        run("one");
        Files.createDirectories(target.resolveSibling(".study.partial-killed/tables"));

        run("two");

        assertThat(list(target.getParent())).containsExactly("study");
    }

    @Test
    void aRunKilledBetweenTheTwoMovesIsPutRightByTheNext() throws IOException {
        run("one");
        Files.move(target, target.resolveSibling(".study.old"));

        open().close();

        assertThat(target.resolve("tables/a.txt")).hasContent("one");
    }

    @Test
    void aFolderThatNoRunMadeIsLeftAlone() throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve("thesis.tex"), "years of work");

        assertThatThrownBy(this::open)
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("holds files that no run of Agglo made")
                .hasMessageContaining("choose another --out");
        assertThat(target.resolve("thesis.tex")).exists();
    }

    @Test
    void aSecondRunAtTheSameTimeIsRefused() {
        try (OutputFolder first = open()) {
            assertThat(first.target()).isEqualTo(target.toString());
            assertThatThrownBy(this::open).hasMessageContaining("Another run is writing");
        }
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "a file");

        assertThatThrownBy(this::open).isInstanceOf(OutputException.class).hasMessageContaining("is a file");
    }

    @Test
    void aRefusedFolderIsLeftUnlocked() throws IOException {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "a file");
        assertThatThrownBy(this::open).hasMessageContaining("is a file");
        assertThat(list(target.getParent())).containsExactly("study");

        Files.delete(target);
        run("one");

        assertThat(target.resolve("tables/a.txt")).hasContent("one");
    }

    @Test
    void aRunWithoutManifestIsNotPublished() {
        try (OutputFolder output = open()) {
            assertThatThrownBy(output::publish).isInstanceOf(IllegalStateException.class);
        }
    }

    private void run(String content) {
        try (OutputFolder output = open()) {
            output.write("tables/a.txt", content);
            output.write(OutputFolder.MANIFEST, "{}");
            output.publish();
        }
    }

    private OutputFolder open() {
        return OutputFolder.open(target.toString(), new Configuration());
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
