package org.agglo.app.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.app.study.Study;
import org.agglo.ingest.Checked;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.InputFile;
import org.agglo.ingest.SameFiles;
import org.agglo.ingest.Source;
import org.agglo.panel.Crosswalk;
import org.agglo.panel.Dependence;
import org.agglo.panel.Gathering;
import org.agglo.panel.PanelReport;
import org.agglo.store.Entry;
import org.agglo.store.Store;
import org.agglo.store.StoreException;
import org.agglo.store.StorePlace;
import org.agglo.store.StoredSources;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** New and changed files, and of all others what a store holds of them. */
final class StoreInputs implements Inputs {
    private final Study study;
    private final Checksums checksums;
    private final Configuration hadoop;
    private final Optional<String> asOf;
    private final Store store;
    private final StoredSources stored;

    /** @param asOf the run whose files are taken, as the store holds them, in place of those that there are now */
    StoreInputs(Study study, StorePlace place, Optional<String> asOf, SparkSession spark, Checksums checksums) {
        this.study = study;
        this.checksums = checksums;
        this.asOf = asOf;
        this.hadoop = spark.sessionState().newHadoopConf();
        this.store = asOf.map(run -> Store.asOf(place, hadoop, run)).orElseGet(() -> Store.open(place, hadoop));
        this.stored = store.sources(spark, file -> checksums.started(file.location()));
    }

    @Override
    public Map<String, Checked> read() {
        List<String> walks =
                study.panel().crosswalks().stream().map(Crosswalk::source).toList();
        Map<String, Checked> read = new LinkedHashMap<>();
        // The panel's source depends on what the crosswalks say, which are therefore read before it.
        walks.forEach(name -> read.put(name, read(study.sources().get(name), dependsOn(study, name, List.of()))));
        for (Source source : study.sources().values()) {
            read.computeIfAbsent(source.name(), name -> {
                List<String> said = walks.stream()
                        .flatMap(walk -> stored.checksums(walk).values().stream())
                        .toList();
                return read(source, dependsOn(study, name, said));
            });
        }
        Map<String, Checked> inOrder = new LinkedHashMap<>();
        study.sources().keySet().forEach(name -> inOrder.put(name, read.get(name)));
        return inOrder;
    }

    /**
     * All that what a source's files give depends on, beside the files.
     *
     * @param crosswalks checksums of the crosswalks' files, one crosswalk after another
     */
    static String dependsOn(Study study, String source, Collection<String> crosswalks) {
        String content = source.equals(study.panel().source()) ? String.join(" ", crosswalks) : "";
        return String.join(
                "\n",
                Versions.build(),
                Dependence.of(study.panel(), study.sources()).get(source),
                content);
    }

    private Checked read(Source source, String dependsOn) {
        boolean whole = WholeSources.of(study).contains(source.name());
        List<InputFile> files = asOf.isPresent() ? then(source, whole) : Ingest.files(hadoop, source, study.data());
        SameFiles.refuse(source, files, file -> checksums.started(file.location()));
        Checked checked = Asked.of(
                study,
                source.name(),
                () -> whole
                        ? stored.whole(source, study.data(), files)
                        : stored.read(source, study.data(), files, dependsOn));
        checksums.start(checked.files().stream().map(InputFile::location).toList());
        return checked;
    }

    /** The files of an earlier run; those that are read now have to be as they were. */
    private List<InputFile> then(Source source, boolean whole) {
        List<Entry> entries = store.entries(source.name());
        if (!whole) {
            return entries.stream().map(Entry::asFile).toList();
        }
        Map<String, String> sums = new HashMap<>();
        entries.forEach(entry -> sums.put(entry.file(), entry.sha256()));
        List<InputFile> now = Ingest.files(hadoop, source, study.data()).stream()
                .filter(file -> checksums.started(file.location()).equals(sums.get(file.path())))
                .toList();
        if (now.size() < sums.size() || source.format() == FileFormat.JDBC) {
            throw new StoreException(
                    "Source %s is read whole in each run, so that the store has nothing of it, and it is not as it was in run %s. Put its files back as they were, or leave --as-of out"
                            .formatted(source.name(), asOf.orElseThrow()));
        }
        return now;
    }

    @Override
    public Gathering gathering() {
        return stored;
    }

    @Override
    public void writeRejects(Checked checked, String folder) {
        stored.writeRejects(checked, folder);
    }

    @Override
    public List<Manifest.Input> list() {
        List<Manifest.Input> inputs = new ArrayList<>();
        study.sources()
                .keySet()
                .forEach(name -> stored.checksums(name)
                        .forEach((file, sha256) -> inputs.add(Manifest.Input.of(name, file, sha256))));
        checksums.refuseChanged(stored.fresh());
        return inputs;
    }

    @Override
    public Optional<Manifest.Stored> keep(String run, PanelReport found) {
        long snapshot = asOf.isPresent() ? store.base().orElseThrow() : stored.commit(run, facts(found));
        return Optional.of(new Manifest.Stored(store.shown(), snapshot, asOf.orElse(""), stored.counts()));
    }

    private static Map<String, String> facts(PanelReport found) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("panel", PanelSentence.of(found));
        found.sources()
                .forEach((name, rows) -> facts.put(
                        "rows of " + name,
                        "%d in, %d used, %d not selected, %d set aside"
                                .formatted(rows.in(), rows.used(), rows.notSelected(), rows.setAsideTotal())));
        return facts;
    }

    @Override
    public void close() {
        stored.close();
        store.close();
    }
}
