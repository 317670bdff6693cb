package org.agglo.app.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.app.study.Study;
import org.agglo.contract.Verdict;
import org.agglo.disclosure.TreatmentReport;
import org.agglo.ingest.InputFile;
import org.agglo.ingest.Reading;
import org.agglo.ingest.RowCounts;
import org.agglo.store.FileCounts;
import org.apache.spark.sql.SparkSession;

/**
 * What a run read, did and found, for whoever has to trust or repeat it. It is the last file written: where it is, the
 * run finished.
 *
 * @param id of this run, unlike any other's
 * @param finished in UTC
 * @param study the study as resolved, defaults filled in
 * @param inputs every file that the results rest on
 * @param rows source to its rows: in = used + not selected + set aside
 * @param counted source to what its rows are: {@code records}, or {@code cells} where each of several cells of a record is a row
 * @param reading source to how its rows came, and why not otherwise
 * @param treatments what became of withheld cells
 * @param contracts how what the study relies on was kept
 * @param panel the panel's size, balance, gaps, unmatched keys, filled and missing cells
 * @param seconds by stage
 * @param fingerprint of the study and Agglo: the same files and fingerprint give the same results
 * @param store where what files gave is kept, and which of them were read; null without a store
 * @param outputs every other file of the results
 */
record Manifest(
        String id,
        String finished,
        String study,
        Map<String, String> versions,
        Map<String, String> spark,
        Object settings,
        List<Input> inputs,
        Map<String, RowCounts> rows,
        Map<String, String> counted,
        Map<String, Read> reading,
        List<TreatmentReport> treatments,
        List<Verdict> contracts,
        Object panel,
        List<Measured> measures,
        List<ModelRows> models,
        Map<String, Double> seconds,
        List<String> warnings,
        String fingerprint,
        Stored store,
        List<Output> outputs) {
    /** A file that the results rest on, and where and when it was changed last, in milliseconds since 1970. */
    record Input(String source, String path, long bytes, String sha256, String location, long modified) {
        static Input of(String source, InputFile file, String sha256) {
            return new Input(source, file.path(), file.bytes(), sha256, file.location(), file.modified());
        }
    }

    /** How rows came, in the words of {@link Reading}. */
    record Read(String how, String why) {
        static Map<String, Read> all(Map<String, Reading> readings) {
            Map<String, Read> read = new LinkedHashMap<>();
            readings.forEach((source, reading) -> read.put(source, new Read(reading.how(), reading.why())));
            return read;
        }
    }

    /** A file of the results. */
    record Output(String path, long bytes, String sha256) {}

    /**
     * The store's part in a run.
     *
     * @param snapshot of the store's table, which holds the run
     * @param asOf the run whose files were taken in place of those there are; empty for an ordinary run
     * @param files source to what became of its files
     */
    record Stored(String place, long snapshot, String asOf, Map<String, FileCounts> files) {}

    /** Rows given to a model = rows used + rows dropped by reason. */
    record ModelRows(String table, String model, String group, long rows, long used, Map<String, Long> dropped) {}

    static Manifest of(
            String id,
            Results results,
            List<Input> inputs,
            Optional<Stored> store,
            List<Output> outputs,
            SparkSession spark,
            Map<String, Double> seconds,
            List<String> warnings) {
        return new Manifest(
                id,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                results.study().name(),
                Versions.all(),
                master(spark),
                Json.parsed(results.study().resolved()),
                inputs,
                results.panel().sources(),
                counted(results.study()),
                Read.all(results.readings()),
                results.treatments(),
                results.contracts(),
                results.panel(),
                results.measures(),
                models(results.tables()),
                seconds,
                warnings,
                fingerprint(results.study()),
                store.orElse(null),
                outputs);
    }

    private static Map<String, String> counted(Study study) {
        Map<String, String> counted = new LinkedHashMap<>();
        study.sources()
                .forEach((name, source) ->
                        counted.put(name, source.layout().wide().isPresent() ? "cells" : "records"));
        return counted;
    }

    /** Changes with all that the results depend on, beside the input files. */
    static String fingerprint(Study study) {
        return Checksums.ofTexts(study.resolved(), Versions.build());
    }

    private static List<ModelRows> models(List<FittedTable> tables) {
        List<ModelRows> models = new ArrayList<>();
        for (FittedTable table : tables) {
            for (Fitted model : table.models()) {
                var sample = model.summary().sample();
                models.add(new ModelRows(
                        table.spec().name(),
                        model.spec().name(),
                        model.group().orElse(""),
                        sample.rows(),
                        sample.used(),
                        sample.dropped()));
            }
        }
        return models;
    }

    private static Map<String, String> master(SparkSession spark) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("master", spark.sparkContext().master());
        facts.put("application", spark.sparkContext().applicationId());
        return facts;
    }
}
