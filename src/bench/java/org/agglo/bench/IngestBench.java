package org.agglo.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Csv;
import org.agglo.ingest.Duplicates;
import org.agglo.ingest.Field;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.Source;
import org.agglo.measure.LocationQuotient;
import org.agglo.panel.Crosswalk;
import org.agglo.panel.Panel;
import org.agglo.panel.PanelBuilder;
import org.agglo.panel.PanelSpec;
import org.agglo.panel.Total;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** From firm files to location quotients by province and year, as often as told, each time with its milliseconds. */
public final class IngestBench {
    private static final List<String> MANUFACTURING = java.util.stream.IntStream.rangeClosed(13, 43)
            .mapToObj(String::valueOf)
            .toList();

    private final SparkSession spark;
    private final String folder;
    private final List<String> key;

    private IngestBench(SparkSession spark, String folder, boolean keyed) {
        this.spark = spark;
        this.folder = folder;
        this.key = keyed ? List.of("firm", "year") : List.of();
    }

    /** Arguments: the folder, how often, and "key" to have the keys checked. */
    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors())
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        var bench = new IngestBench(spark, arguments[0], List.of(arguments).contains("key"));
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            long start = System.nanoTime();
            long cpu = cpu();
            List<Row> rows = bench.run();
            System.out.printf(Locale.ROOT, "ms %.0f cpu %.0f rows %d%n", (System.nanoTime() - start) / 1e6, (cpu() - cpu) / 1e6, rows.size());
            if (i == 0) {
                rows.stream().limit(3).forEach(System.out::println);
            }
        }
        spark.stop();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private List<Row> run() {
        Map<String, Checked> sources = Map.of("firms", firms(), "counties", counties());
        Panel panel = PanelBuilder.build(spark, spec(), sources);
        return new LocationQuotient()
                .setActivityCol("q_mfg")
                .setTotalCol("q_total")
                .setByCols(new String[] {"year"})
                .setOutputCol("maggl")
                .transform(panel.rows())
                .orderBy("province", "year")
                .collectAsList();
    }

    private static PanelSpec spec() {
        return new PanelSpec(
                "province",
                "year",
                List.of(),
                "firms",
                Optional.of(new Crosswalk("counties", "county")),
                List.of(
                        new Total("q_total", "employment", Map.of()),
                        new Total("q_mfg", "employment", Map.of("industry", MANUFACTURING))),
                List.of(),
                Map.of(),
                List.of(),
                false,
                Optional.of(2005),
                Optional.of(2016));
    }

    private Checked firms() {
        List<Field> fields = List.of(
                text("firm", "firm_id"),
                text("county", "county_code"),
                text("industry", "industry_code"),
                number("year", FieldType.INTEGER, 2005, 2016),
                number("employment", FieldType.NUMBER, 0, Double.POSITIVE_INFINITY));
        return read("firms", "employment", fields, key);
    }

    private Checked counties() {
        return read("counties", "counties.csv", List.of(text("county", "county_code"), text("province", "province")), List.of("county"));
    }

    private Checked read(String name, String path, List<Field> fields, List<String> unique) {
        return Ingest.read(
                spark,
                new Source(
                        name,
                        path,
                        FileFormat.CSV,
                        Csv.standard(),
                        fields,
                        unique,
                        Duplicates.FIRST,
                        Map.of(),
                        Optional.empty()),
                folder);
    }

    private static Field text(String name, String from) {
        return new Field(
                name, from, FieldType.TEXT, true, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), List.of());
    }

    private static Field number(String name, FieldType type, double min, double max) {
        return new Field(name, name, type, true, min, max, List.of(), List.of());
    }
}
