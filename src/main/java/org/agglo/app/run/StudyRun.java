package org.agglo.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.agglo.app.study.Study;
import org.agglo.app.study.StudyReader;
import org.agglo.ingest.Checked;
import org.agglo.panel.Held;
import org.agglo.panel.Panel;
import org.agglo.panel.PanelBuilder;
import org.agglo.panel.PanelReport;
import org.agglo.regression.NotEstimableException;
import org.agglo.simulate.SimulationReader;
import org.agglo.simulate.Simulator;
import org.agglo.store.StorePlace;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

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
    private final String id;
    private final Lineage lineage;

    private StudyRun(Study study, Progress progress, SparkSession spark, String id, Lineage lineage) {
        this.study = study;
        this.progress = progress;
        this.spark = spark;
        this.id = id;
        this.lineage = lineage;
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
        Optional<StorePlace> place = StorePlaces.of(study, request);
        String out = request.folder(study);
        if (request.repeat() == RunRequest.Repeat.IF_NEW) {
            Optional<String> stands = Standing.of(study, place, out);
            if (stands.isPresent()) {
                return new RunSummary(stands.get());
            }
        }
        String id = UUID.randomUUID().toString();
        try (Lineage lineage = Lineage.begin(study, id, out, System::getenv)) {
            try {
                SparkSession spark = progress.stage("Start Spark", () -> Sessions.start(study.name()));
                return new StudyRun(study, progress, spark, id, lineage).run(request, place, out);
            } catch (Throwable e) {
                lineage.failed(e);
                throw e;
            }
        }
    }

    private RunSummary run(RunRequest request, Optional<StorePlace> place, String out) throws Exception {
        AutoCloseable watch = progress.watch(spark);
        try (OutputFolder output = OutputFolder.open(out, spark.sessionState().newHadoopConf());
                Checksums checksums = new Checksums(spark.sessionState().newHadoopConf())) {
            progress.stage("Simulate", this::simulateIfAbsent);
            try (Inputs inputs = place.isPresent()
                    ? new StoreInputs(study, place.get(), request.asOf(), spark, checksums)
                    : new FileInputs(study, spark, checksums)) {
                return into(output, inputs);
            }
        } finally {
            watch.close();
        }
    }

    private RunSummary into(OutputFolder output, Inputs inputs) throws Exception {
        Map<String, Checked> read = progress.stage("Read", inputs::read);
        TreatStage treatment = new TreatStage();
        Map<String, Checked> sources = study.treatments().isEmpty()
                ? read
                : progress.stage("Withheld cells", () -> treatment.treat(read, study.treatments()));
        Panel panel = progress.stage("Panel", () -> PanelBuilder.build(study.panel(), sources, inputs.gathering()));
        progress.counted(panel.report().sources());
        progress.stage("Rejects", () -> writeRejects(panel, output, inputs));
        ContractStage contracts = new ContractStage(study, sources);
        progress.stage("Contracts", contracts::sources);
        MeasureStage measures = new MeasureStage(panel.key());
        Dataset<Row> rows = progress.stage("Measures", () -> measured(panel, panel.rows(), measures));
        progress.stage("Contracts", () -> contracts.panel(rows, panel.key()));
        Described described = progress.stage("Descriptives", () -> DescribeStage.compute(rows, study));
        List<FittedTable> tables =
                progress.stage("Regressions", () -> regressions(rows, panel.report(), measures.measured()));
        List<Sensitivity> without = study.treated().isEmpty()
                ? List.of()
                : progress.stage("Without withheld cells", () -> sensitivities(panel, tables));
        Results results = new Results(
                study,
                treatment.reports(),
                contracts.verdicts(),
                panel.report(),
                panel.readings(),
                measures.measured(),
                described,
                tables,
                without);
        Report report = progress.stage("Report", () -> {
            SharesCsv.write(measures.shares(), output);
            return Report.write(results, rows, output);
        });
        return progress.stage("Manifest", () -> publish(results, report, inputs, output, rows.schema()));
    }

    private Dataset<Row> measured(Panel panel, Dataset<Row> rows, MeasureStage measures) {
        // Windows leave the rows in an order that depends on how many executors there are.
        return Held.of(measures.add(DeriveStage.add(rows, study.derive()), study.measures()), "measures")
                .sorted(panel.key().size(), "measures")
                .rows();
    }

    /** Every table again as it would be if withheld cells were left missing. */
    private List<Sensitivity> sensitivities(Panel panel, List<FittedTable> tables) {
        Dataset<Row> rows =
                measured(panel, TreatStage.without(panel.rows(), study.treated()), new MeasureStage(panel.key()));
        return tables.stream()
                .map(table -> Sensitivity.of(
                        table,
                        () -> RegressionStage.fit(
                                rows,
                                study.panel(),
                                table.spec(),
                                GroupOrder.of(study, table.spec().by().orElse("")))))
                .toList();
    }

    private Void simulateIfAbsent() throws IOException {
        if (study.simulation().isEmpty() || exists(study.data())) {
            return null;
        }
        Path conf = study.simulation().get();
        Simulator.run(spark, SimulationReader.read(conf), study.data(), Simulator.Existing.REFUSE, progress::detail);
        return null;
    }

    private Void writeRejects(Panel panel, OutputFolder output, Inputs inputs) {
        String folder = new org.apache.hadoop.fs.Path(output.staging(), "rejects").toString();
        panel.sources().forEach((name, checked) -> {
            if (panel.report().sources().get(name).setAsideTotal() > 0) {
                try {
                    inputs.writeRejects(checked, folder);
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

    private RunSummary publish(Results results, Report report, Inputs inputs, OutputFolder output, StructType panel) {
        String summary = RunSummary.results(results, report);
        output.write(OutputFolder.SUMMARY, summary);
        List<Manifest.Input> files = inputs.list();
        // The store first: a manifest names a snapshot that is there, whenever the run is killed.
        Optional<Manifest.Stored> store = inputs.keep(id, results.panel());
        Manifest manifest =
                Manifest.of(id, results, files, store, output.written(), spark, progress.seconds(), report.warnings());
        // Like the manifest, and unlike all other results, it holds times and the run's id.
        lineage.complete(results, files, panel, output);
        output.write(OutputFolder.MANIFEST, Json.text(manifest));
        output.publish();
        lineage.published();
        return RunSummary.of(summary, store, output.target(), progress.seconds());
    }

    private boolean exists(String folder) throws IOException {
        var path = new org.apache.hadoop.fs.Path(folder);
        FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
        return files.exists(path);
    }
}
