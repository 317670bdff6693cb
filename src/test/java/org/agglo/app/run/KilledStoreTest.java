package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agglo.app.run.NightlyStudy.Run;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.hadoop.HadoopTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes killed in the rarer hours of a store's life: its first, when it is written afresh, tidied up, or rolled back. */
class KilledStoreTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/v1.metadata.json", "/metadata/snap-"})
    void theFirstNight(String sign) throws Exception {
        NightlyStudy study = new NightlyStudy(folder);

        NightlyProcess.kill(study, name -> name.contains(sign));

        boolean committed =
                NightlyProcess.files(study.store()).stream().anyMatch(name -> name.endsWith("/v2.metadata.json"));
        Run run = study.run();
        assertThat(run.files("firms")).isEqualTo(committed ? "0/4/0" : "4/0/0");
        assertThat(run.results()).isEqualTo(study.plain().results());
        assertThat(study.run().files("firms")).isEqualTo("0/4/0");
        assertNothingIsLeft(study);
    }

    @Test
    void aNightThatWritesTheStoreAfresh() throws Exception {
        NightlyStudy study = new NightlyStudy(folder);
        study.run();
        Table table = table(study);
        Snapshot last = table.currentSnapshot();
        var much = table.newAppend().set("agglo.dead", "1000");
        last.summary().forEach((name, value) -> {
            if (name.startsWith("agglo.") && !name.equals("agglo.dead")) {
                much.set(name, value);
            }
        });
        much.commit();
        study.year(2004, "f5,c1,13,2002,999");
        List<String> before = NightlyProcess.files(study.store());

        NightlyProcess.kill(study, name -> !before.contains(name) && name.endsWith(".parquet"));

        Run run = study.run();
        assertThat(run.results()).isEqualTo(study.plain().results());
        table.refresh();
        assertThat(table.currentSnapshot().summary()).containsEntry("agglo.dead", "0");
        assertThat(study.run().files("firms")).isEqualTo("0/5/0");
        assertNothingIsLeft(study);
    }

    @Test
    void aNightThatForgetsOldRuns() throws Exception {
        NightlyStudy study = new NightlyStudy(folder);
        study.study(NightlyStudy.STUDY + "store { keep = 1 }\n");
        study.run();
        List<String> before = NightlyProcess.files(study.store()).stream()
                .filter(name -> name.endsWith(".avro") || name.endsWith(".parquet"))
                .toList();
        study.year(2003, "f5,c1,13,2002,999");

        NightlyProcess.killRun(study, files -> !files.containsAll(before));

        Run run = study.run();
        assertThat(run.files("firms")).isEqualTo("0/4/0");
        Map<String, String> results = run.results();
        study.study(NightlyStudy.STUDY);
        assertThat(results).isEqualTo(study.plain().results());
        assertThat(table(study).snapshots()).hasSize(1);
        // What the last run itself replaced goes with the next one.
        assertThat(NightlyProcess.files(study.store()))
                .filteredOn(name -> before.contains(name) && name.endsWith(".parquet"))
                .allMatch(named(table(study))::contains);
    }

    @Test
    void aRollback() throws Exception {
        NightlyStudy study = new NightlyStudy(folder);
        Run first = study.run();
        study.year(2004);
        study.run();
        List<String> before = NightlyProcess.files(study.store());

        NightlyProcess.killWhen(
                study,
                files -> !before.containsAll(files),
                "store",
                "rollback",
                study.study().toString(),
                first.id(),
                "--store",
                study.store().toString());

        boolean done =
                NightlyProcess.files(study.store()).stream().anyMatch(name -> name.endsWith("/v4.metadata.json"));
        Run run = study.run();
        assertThat(run.files("firms")).isEqualTo(done ? "1/4/0" : "0/5/0");
        assertThat(run.results()).isEqualTo(study.plain().results());
        assertNothingIsLeft(study);
    }

    private static Table table(NightlyStudy study) {
        return new HadoopTables(new Configuration())
                .load(study.store().resolve("agglo/nightly").toString());
    }

    /** No lock, and no data that no snapshot names. */
    private static void assertNothingIsLeft(NightlyStudy study) throws IOException {
        assertThat(NightlyProcess.files(study.store()))
                .noneMatch(name -> name.endsWith(".lock"))
                .filteredOn(name -> name.endsWith(".parquet"))
                .allMatch(named(table(study))::contains);
    }

    private static Set<String> named(Table table) {
        Set<String> named = new HashSet<>();
        table.snapshots()
                .forEach(snapshot -> snapshot.allManifests(table.io()).forEach(manifest -> {
                    try (var files = ManifestFiles.read(manifest, table.io(), table.specs())) {
                        files.forEach(
                                file -> named.add(URI.create(file.location()).getPath()));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
        return named;
    }
}
