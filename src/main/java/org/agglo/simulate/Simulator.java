package org.agglo.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.agglo.spark.FirstLine;
import org.agglo.spark.Jobs;
import org.agglo.spark.WriteFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Draws a country and writes its employment files with the truth beside them:
 *
 * <pre>
 *   employment/year=YYYY/part-NNNNN.csv   firm_id, county_code, industry_code, year, employment; or .parquet
 *   counties.csv                          county_code, county, province, region
 *   controls.csv                          province, year, pat, pgdp, gov, urb, open
 *   truth.json                            what they were drawn from, written last
 * </pre>
 *
 * <p>Every number is a hash of the seed and of what it is for, so equal specifications give equal bytes on any number of
 * cores. Each file is one Spark task that draws its firms and writes them as it goes; nothing is shuffled, and only the
 * totals by region and year come back. The quotients of those totals are the truth, and patents are drawn from them. The
 * folder appears whole or not at all.
 */
public final class Simulator {
    /** What happens to a simulation that lies in the folder already. */
    public enum Existing {
        REFUSE,
        REPLACE
    }

    private Simulator() {}

    /** Runs into a folder that must be free. */
    public static SimulationReport run(SparkSession spark, SimulationSpec spec, String folder) {
        return run(spark, spec, folder, Existing.REFUSE);
    }

    /** Runs into a folder, a Hadoop path, and says nothing meanwhile. */
    public static SimulationReport run(SparkSession spark, SimulationSpec spec, String folder, Existing existing) {
        return run(spark, spec, folder, existing, message -> {});
    }

    /**
     * Runs into a folder, a Hadoop path.
     *
     * @param progress takes one sentence a stage
     * @throws IllegalArgumentException if something lies there that may not be replaced
     * @throws UncheckedIOException if the folder cannot be written; then nothing is there that was not there before
     */
    public static SimulationReport run(
            SparkSession spark, SimulationSpec spec, String folder, Existing existing, Consumer<String> progress) {
        long start = System.nanoTime();
        Configuration configuration = spark.sessionState().newHadoopConf();
        try (Publication publication = Publication.of(configuration, folder)) {
            mayWrite(state(publication, spec), folder, existing);
            for (String leftover : publication.leftovers()) {
                progress.accept("Another run left " + leftover + "; remove it if that run is over");
            }
            publication.begin();
            Layout layout = LayoutBuilder.build(spec, VariablePaths.draw(spec, SimulationSpec.MAGGL));
            List<EmploymentFile> files = EmploymentFile.all(spec, layout);
            progress.accept(String.format(
                    Locale.ROOT, "Simulating about %,d firm rows into %,d files", spec.rows(), files.size()));
            Totals totals = Jobs.named(
                    spark,
                    "simulate " + spec.name(),
                    () -> new EmploymentJob(spark, configuration, publication.building()).run(spec, layout, files));
            writeTables(publication, spec, layout, totals);
            publication.publish();
            double seconds = (System.nanoTime() - start) / 1e9;
            progress.accept(String.format(Locale.ROOT, "Simulated %,d firm rows in %.1f s", totals.rows(), seconds));
            return new SimulationReport(
                    folder, totals.rows(), totals.clean(), totals.dirt(), files.size(), totals.bytes(), seconds);
        } catch (IOException failure) {
            throw unwritable(folder, failure);
        } catch (UncheckedIOException failure) {
            throw unwritable(folder, failure.getCause());
        }
    }

    /** What lies in the folder now, seen from the specification. */
    public static FolderState state(SparkSession spark, SimulationSpec spec, String folder) {
        try (Publication publication = Publication.of(spark.sessionState().newHadoopConf(), folder)) {
            return state(publication, spec);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read %s: %s".formatted(folder, FirstLine.of(failure)), failure);
        }
    }

    private static FolderState state(Publication publication, SimulationSpec spec) throws IOException {
        if (publication.free()) {
            return FolderState.FREE;
        }
        String fingerprint =
                publication.published(Truth.FILE).map(Truth::fingerprint).orElse("");
        if (fingerprint.isEmpty()) {
            return FolderState.FOREIGN;
        }
        return fingerprint.equals(Truth.fingerprint(spec)) ? FolderState.SAME : FolderState.OTHER_SIMULATION;
    }

    private static void mayWrite(FolderState state, String folder, Existing existing) {
        if (state == FolderState.FOREIGN) {
            throw new IllegalArgumentException(
                    "Folder %s is not empty and holds no simulation (no truth.json of ours); choose another folder"
                            .formatted(folder));
        }
        if (state != FolderState.FREE && existing == Existing.REFUSE) {
            throw new IllegalArgumentException(
                    "Folder %s holds a simulation already; overwrite it or choose another folder".formatted(folder));
        }
    }

    private static void writeTables(Publication publication, SimulationSpec spec, Layout layout, Totals totals)
            throws IOException {
        Map<String, double[][]> values = new LinkedHashMap<>();
        values.put(SimulationSpec.MAGGL, totals.locationQuotients());
        SimulationSpec.CONTROLS.forEach(name -> values.put(name, VariablePaths.draw(spec, name)));
        Outcome outcome = new Outcome(spec, values);
        List<Gaps.Gap> gaps = Gaps.draw(spec, values);
        publication.write("counties.csv", Tables.counties(spec, layout));
        publication.write("controls.csv", Tables.controls(spec, values, outcome, gaps));
        publication.write(Truth.FILE, Truth.json(spec, totals, values.get(SimulationSpec.MAGGL), outcome, gaps));
    }

    private static UncheckedIOException unwritable(String folder, IOException cause) {
        return new UncheckedIOException(
                "Cannot write the simulation to %s: %s".formatted(folder, WriteFailure.reason(cause, "another folder")),
                cause);
    }
}
