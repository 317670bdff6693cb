package org.agglo.app.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.app.study.Study;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.RowCounts;
import org.agglo.ingest.Source;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;

/** A run's events as the spec of OpenLineage (2-0-2) has them, a line of JSON each. */
final class LineageEvents {
    private static final String PRODUCER = "https://agglo.org/agglo";
    private static final String SPEC = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";
    private static final String FACETS = "https://openlineage.io/spec/facets/%s/%s.json#/$defs/%2$s";

    private final Study study;
    private final String id;
    private final String namespace;
    private final Configuration hadoop;

    LineageEvents(Study study, String id, String namespace, Configuration hadoop) {
        this.study = study;
        this.id = id;
        this.namespace = namespace;
        this.hadoop = hadoop;
    }

    /** A run begins. */
    String start() {
        return event("START", List.of(engine()), inputs(Map.of(), List.of()), List.of());
    }

    /** A run has made its results. */
    String complete(Results results, List<Manifest.Input> files, StructType panel, OutputFolder output) {
        long bytes = output.size("panel.csv");
        Map<String, Object> made = dataset(output.target() + "/panel.csv");
        made.put(
                "facets",
                Map.of(
                        "schema",
                        schema(List.of(panel.fields()).stream()
                                .map(field ->
                                        field(field.name(), field.dataType().simpleString()))
                                .toList())));
        made.put(
                "outputFacets",
                Map.of("outputStatistics", outputStatistics(results.panel().rows(), bytes)));
        return event("COMPLETE", List.of(engine()), inputs(results.panel().sources(), files), List.of(made));
    }

    /** A run failed. */
    String fail(String message) {
        Map<String, Object> facet = facet("1-0-1", "ErrorMessageRunFacet");
        facet.put("message", message);
        facet.put("programmingLanguage", "JAVA");
        return event(
                "FAIL", List.of(engine(), Map.entry("errorMessage", facet)), inputs(Map.of(), List.of()), List.of());
    }

    /** A run was ended from outside. */
    String abort() {
        return event("ABORT", List.of(engine()), inputs(Map.of(), List.of()), List.of());
    }

    private String event(
            String type,
            List<Map.Entry<String, Object>> facets,
            List<Map<String, Object>> inputs,
            List<Map<String, Object>> outputs) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("runId", id);
        run.put("facets", facets(facets));
        Map<String, Object> kind = facet("2-0-3", "JobTypeJobFacet");
        kind.put("processingType", "BATCH");
        kind.put("integration", "AGGLO");
        kind.put("jobType", "STUDY");
        Map<String, Object> said = facet("1-0-1", "DocumentationJobFacet");
        said.put("description", study.title());
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("namespace", namespace);
        job.put("name", study.name());
        job.put("facets", facets(List.of(Map.entry("jobType", kind), Map.entry("documentation", said))));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", type);
        event.put("eventTime", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("run", run);
        event.put("job", job);
        event.put("inputs", inputs);
        event.put("outputs", outputs);
        event.put("producer", PRODUCER);
        event.put("schemaURL", SPEC);
        return Json.line(event);
    }

    private Map.Entry<String, Object> engine() {
        Map<String, String> versions = Versions.all();
        Map<String, Object> engine = facet("1-1-1", "ProcessingEngineRunFacet");
        engine.put("name", "spark");
        engine.put("version", versions.get("spark"));
        engine.put("openlineageAdapterVersion", versions.get("agglo"));
        return Map.entry("processing_engine", engine);
    }

    private List<Map<String, Object>> inputs(Map<String, RowCounts> counts, List<Manifest.Input> files) {
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (Source source : study.sources().values()) {
            Map<String, Object> input = source.format() == FileFormat.JDBC
                    ? LineageNames.table(source.database().orElseThrow())
                    : dataset(study.data() + "/" + source.path());
            input.put(
                    "facets",
                    Map.of(
                            "schema",
                            schema(source.fields().stream()
                                    .map(field -> field(
                                            field.name(), field.type().name().toLowerCase(java.util.Locale.ROOT)))
                                    .toList())));
            RowCounts rows = counts.get(source.name());
            if (rows != null) {
                List<Manifest.Input> its = files.stream()
                        .filter(file -> file.source().equals(source.name()))
                        .toList();
                input.put("inputFacets", Map.of("dataQualityMetrics", quality(rows, its)));
            }
            inputs.add(input);
        }
        return inputs;
    }

    private static Map<String, Object> quality(RowCounts rows, List<Manifest.Input> files) {
        Map<String, Object> facet = facet("1-0-2", "DataQualityMetricsInputDatasetFacet");
        facet.put("rowCount", rows.in());
        facet.put("bytes", files.stream().mapToLong(Manifest.Input::bytes).sum());
        facet.put("fileCount", (long) files.size());
        facet.put("columnMetrics", Map.of());
        facet.put("agglo_rowsUsed", rows.used());
        facet.put("agglo_rowsNotSelected", rows.notSelected());
        facet.put("agglo_rowsSetAside", rows.setAside());
        return facet;
    }

    private static Map<String, Object> outputStatistics(long rows, long bytes) {
        Map<String, Object> facet = facet("1-0-2", "OutputStatisticsOutputDatasetFacet");
        facet.put("rowCount", rows);
        facet.put("size", bytes);
        facet.put("fileCount", 1L);
        return facet;
    }

    private Map<String, Object> dataset(String location) {
        return LineageNames.file(new Path(location), hadoop);
    }

    private static Map<String, Object> schema(List<Map<String, Object>> fields) {
        Map<String, Object> facet = facet("1-1-1", "SchemaDatasetFacet");
        facet.put("fields", fields);
        return facet;
    }

    private static Map<String, Object> field(String name, String type) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("name", name);
        field.put("type", type);
        return field;
    }

    private static Map<String, Object> facet(String version, String name) {
        Map<String, Object> facet = new LinkedHashMap<>();
        facet.put("_producer", PRODUCER);
        facet.put("_schemaURL", FACETS.formatted(version, name));
        return facet;
    }

    private static Map<String, Object> facets(List<Map.Entry<String, Object>> some) {
        Map<String, Object> facets = new LinkedHashMap<>();
        some.forEach(facet -> facets.put(facet.getKey(), facet.getValue()));
        return facets;
    }
}
