package org.agglo.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.app.run.Sessions;
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

/** From firm files to location quotients by province and year with Agglo, the rows set aside counted by reason. */
public final class AggloIngest {
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final PanelSpec PANEL = new PanelSpec(
            "province",
            "year",
            List.of(),
            "firms",
            List.of(new Crosswalk("counties", "county")),
            List.of(
                    new Total("q_total", "employment", Map.of()),
                    new Total("q_mfg", "employment", Map.of("industry", Firms.MANUFACTURING))),
            List.of(),
            Map.of(),
            List.of(),
            false,
            Optional.of(2005),
            Optional.of(2016));

    private final SparkSession spark;
    private final String folder;

    private AggloIngest(SparkSession spark, String folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /** Arguments: the folder, and the file for the panel. */
    public static void main(String[] arguments) throws Exception {
        try (SparkSession spark = Sessions.start("bench")) {
            var ingest = new AggloIngest(spark, arguments[0]);
            Firms.serve(
                    Path.of(arguments[1]),
                    () -> Firms.text(ingest.rows(), "province", "year", "q_total", "q_mfg", "maggl"));
        }
    }

    private List<Row> rows() {
        Checked firms = read(
                "firms",
                "employment",
                text("firm", "firm_id"),
                text("county", "county_code"),
                text("industry", "industry_code"),
                number("year", FieldType.INTEGER, 2005, 2016),
                number("employment", FieldType.NUMBER, 0, NONE));
        Checked counties = read("counties", "counties.csv", text("county", "county_code"), text("province", "province"));
        Panel panel = PanelBuilder.build(spark, PANEL, Map.of("firms", firms, "counties", counties));
        return new LocationQuotient()
                .setActivityCol("q_mfg")
                .setTotalCol("q_total")
                .setByCols(new String[] {"year"})
                .setOutputCol("maggl")
                .transform(panel.rows())
                .orderBy("province", "year")
                .collectAsList();
    }

    private Checked read(String name, String path, Field... fields) {
        Source source = new Source(
                name,
                path,
                FileFormat.CSV,
                Csv.standard(),
                List.of(fields),
                List.of(),
                Duplicates.REFUSE,
                Map.of(),
                Optional.empty());
        return Ingest.read(spark, source, folder);
    }

    private static Field text(String name, String from) {
        return new Field(name, from, FieldType.TEXT, true, -NONE, NONE, List.of(), List.of());
    }

    private static Field number(String name, FieldType type, double min, double max) {
        return new Field(name, name, type, true, min, max, List.of(), List.of());
    }
}
