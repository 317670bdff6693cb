package org.agglo.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.app.study.Study;
import org.agglo.app.study.StudyReader;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.Rejects;
import org.agglo.ingest.Source;
import org.agglo.panel.Held;
import org.agglo.panel.Panel;
import org.agglo.panel.PanelBuilder;
import org.agglo.panel.PanelReport;
import org.agglo.regression.NotEstimableException;
import org.agglo.simulate.SimulationReader;
import org.agglo.simulate.Simulator;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A whole study, from employment files to tables, figures and manifest.
 *
 * <p>The stages stand in {@link #into}, in the order in which they run. Nothing is seen in the output folder until all
 * of them are done.
 */
public final class StudyRun {
    private final Study study;
    private final Progress progress;
    private final SparkSession spark;

    private StudyRun(Study study, Progress progress, SparkSession spark) {
        this.study = study;
        this.progress = progress;
        this.spark = spark;
    }

    /**
     * Runs a study.
     *
     * @return what the user is shown at the end
     * @throws org.agglo.app.study.StudyException if the file is not right, before Spark is started
     * @throws org.agglo.spark.DataException if the data cannot be used as the study asks
     * @throws org.agglo.regression.NotEstimableException if a model cannot be estimated
     * @throws OutputException if the results cannot be written
     */
    public static RunSummary run(RunRequest request, Progress progress) throws Exception {
        Study study = StudyReader.read(request.study(), request.data());
        SparkSession spark = progress.stage("Start Spark", () -> Sessions.start(study.name()));
        String out = request.out().orElse("results/" + study.name());
        StudyRun run = new StudyRun(study, progress, spark);
        try (OutputFolder output = OutputFolder.open(out, spark.sessionState().newHadoopConf());
                Checksums checksums = new Checksums(spark.sessionState().newHadoopConf())) {
            return run.into(output, checksums);
        }
    }

    private RunSummary into(OutputFolder output, Checksums checksums) throws Exception {
        progress.stage("Simulate", this::simulateIfAbsent);
        Map<String, Checked> sources = progress.stage("Read", () -> read(checksums));
        Panel panel = progress.stage("Panel", () -> PanelBuilder.build(spark, study.panel(), sources));
        progress.stage("Rejects", () -> writeRejects(panel, output));
        MeasureStage measures = new MeasureStage(panel.key());
        Dataset<Row> rows = progress.stage(
                "Measures",
                () -> Held.of(measures.add(DeriveStage.add(panel.rows(), study.derive()), study.measures()), "measures")
                        .rows());
        Described described = progress.stage("Descriptives", () -> DescribeStage.compute(rows, study));
        List<FittedTable> tables =
                progress.stage("Regressions", () -> regressions(rows, panel.report(), measures.measured()));
        Results results = new Results(study, panel.report(), measures.measured(), described, tables);
        Report report = progress.stage("Report", () -> Report.write(results, rows, output));
        return progress.stage("Manifest", () -> publish(results, report, sources, output, checksums));
    }

    private Void simulateIfAbsent() throws IOException {
        if (study.simulation().isEmpty() || exists(study.data())) {
            return null;
        }
        Path conf = study.simulation().get();
        Simulator.run(spark, SimulationReader.read(conf), study.data(), Simulator.Existing.REFUSE, progress::detail);
        return null;
    }

    private Map<String, Checked> read(Checksums checksums) {
        Map<String, Checked> sources = new LinkedHashMap<>();
        for (Source source : study.sources().values()) {
            Checked checked = Ingest.read(spark, source, study.data());
            checksums.start(
                    checked.files().stream().map(file -> file.location()).toList());
            sources.put(source.name(), checked);
        }
        return sources;
    }

    private Void writeRejects(Panel panel, OutputFolder output) {
        String folder = new org.apache.hadoop.fs.Path(output.staging(), "rejects").toString();
        panel.sources().forEach((name, checked) -> {
            if (panel.report().sources().get(name).setAsideTotal() > 0) {
                try {
                    Rejects.write(checked, folder);
                } catch (UncheckedIOException e) {
                    throw output.unwritable("rejects/" + name + ".csv", e.getCause());
                }
            }
        });
        return null;
    }

    private List<FittedTable> regressions(Dataset<Row> rows, PanelReport panel, List<Measured> measures) {
        List<FittedTable> tables = new ArrayList<>();
        try {
            study.tables()
                    .forEach(table -> tables.add(RegressionStage.fit(
                            rows,
                            study.panel(),
                            table,
                            GroupOrder.of(study, table.by().orElse("")))));
        } catch (NotEstimableException e) {
            // Why a model cannot be estimated is often to be seen in the panel.
            List<String> lines = new ArrayList<>(List.of(e.getMessage(), PanelSentence.of(panel)));
            panel.notes().forEach(note -> lines.add(note + "."));
            lines.addAll(MeasureSentences.sentences(measures));
            throw new NotEstimableException(String.join("\n", lines));
        }
        return tables;
    }

    private RunSummary publish(
            Results results, Report report, Map<String, Checked> sources, OutputFolder output, Checksums checksums) {
        Manifest manifest = Manifest.of(results, sources, checksums, spark, progress.seconds(), report.warnings());
        output.write(OutputFolder.MANIFEST, Json.text(manifest));
        output.publish();
        return new RunSummary(results, report, output.target(), progress.seconds());
    }

    private boolean exists(String folder) throws IOException {
        var path = new org.apache.hadoop.fs.Path(folder);
        FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
        return files.exists(path);
    }
}
