package org.agglo.app.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.app.study.Study;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.InputFile;
import org.agglo.ingest.Rejects;
import org.agglo.ingest.SameFiles;
import org.agglo.ingest.Source;
import org.agglo.panel.Gathering;
import org.agglo.panel.PanelReport;
import org.apache.spark.sql.SparkSession;

/** All files, read afresh. */
final class FileInputs implements Inputs {
    private final Study study;
    private final SparkSession spark;
    private final Checksums checksums;
    private final Map<String, Checked> sources = new LinkedHashMap<>();

    FileInputs(Study study, SparkSession spark, Checksums checksums) {
        this.study = study;
        this.spark = spark;
        this.checksums = checksums;
    }

    @Override
    public Map<String, Checked> read() {
        for (Source source : study.sources().values()) {
            List<InputFile> files = Ingest.files(spark.sessionState().newHadoopConf(), source, study.data());
            SameFiles.refuse(source, files, file -> checksums.started(file.location()));
            sources.put(
                    source.name(),
                    Asked.of(study, source.name(), () -> Ingest.read(spark, source, study.data(), files)));
            checksums.start(files.stream().map(InputFile::location).toList());
        }
        return sources;
    }

    @Override
    public Gathering gathering() {
        return Gathering.OF_FILES;
    }

    @Override
    public void writeRejects(Checked checked, String folder) {
        Rejects.write(checked, folder);
    }

    @Override
    public List<Manifest.Input> list() {
        List<Manifest.Input> inputs = new ArrayList<>();
        sources.forEach((name, checked) -> checked.files()
                .forEach(file -> inputs.add(Manifest.Input.of(name, file, checksums.of(file.location())))));
        sources.values().forEach(checked -> checksums.refuseChanged(checked.files()));
        return inputs;
    }

    @Override
    public Optional<Manifest.Stored> keep(String run, PanelReport found) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
