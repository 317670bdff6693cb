package org.agglo.app.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agglo.ingest.Checked;
import org.agglo.ingest.RowCounts;
import org.apache.spark.sql.SparkSession;

/**
 * What a run read, did and found, for whoever has to trust or repeat it. It is the last file written: where it is, the
 * run finished.
 *
 * @param id of this run, unlike any other's
 * @param finished in UTC
 * @param study the study as resolved, defaults filled in
 * @param inputs every file read
 * @param rows source to its rows: in = used + not selected + set aside
 * @param panel the panel's size, balance, gaps, unmatched keys, filled and missing cells
 * @param seconds by stage
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
        Object panel,
        List<Measured> measures,
        List<ModelRows> models,
        Map<String, Double> seconds,
        List<String> warnings) {
    /** A file read. */
    record Input(String source, String path, long bytes, String sha256) {}

    /** Rows given to a model = rows used + rows dropped by reason. */
    record ModelRows(String table, String model, String group, long rows, long used, Map<String, Long> dropped) {}

    static Manifest of(
            Results results,
            Map<String, Checked> sources,
            Checksums checksums,
            SparkSession spark,
            Map<String, Double> seconds,
            List<String> warnings) {
        return new Manifest(
                UUID.randomUUID().toString(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                results.study().name(),
                Versions.all(),
                master(spark),
                Json.parsed(results.study().resolved()),
                inputs(sources, checksums),
                results.panel().sources(),
                results.panel(),
                results.measures(),
                models(results.tables()),
                seconds,
                warnings);
    }

    private static List<Input> inputs(Map<String, Checked> sources, Checksums checksums) {
        List<Input> inputs = new ArrayList<>();
        sources.forEach((name, checked) -> checked.files()
                .forEach(
                        file -> inputs.add(new Input(name, file.path(), file.bytes(), checksums.of(file.location())))));
        return inputs;
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
