package org.agglo.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.agglo.ingest.csv.CsvRecords;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a source's rows can be had condensed: read so, then put through the same steps as the rows themselves.
 *
 * <p>A condensed row lacks every column that was not asked for, so that a step which uses one fails while it is planned;
 * the source is then read row by row. Nothing can come out wrong for a step that was not thought of here.
 */
final class Condensing {
    /** For sources that are read row by row for want of a way to read them otherwise. */
    static final Condensing NONE = not(Reading.FORMAT);

    private final Reading reading;
    private final Source source;
    /** Null where the source cannot be condensed. */
    private final CsvRecords records;

    private final List<Row> repeated;
    private final List<String> reasons;
    private final List<UnaryOperator<Dataset<Row>>> steps;

    private Condensing(
            Reading reading,
            Source source,
            CsvRecords records,
            List<Row> repeated,
            List<String> reasons,
            List<UnaryOperator<Dataset<Row>>> steps) {
        this.reading = reading;
        this.source = source;
        this.records = records;
        this.repeated = repeated;
        this.reasons = reasons;
        this.steps = steps;
    }

    /** For sources that cannot be condensed. */
    static Condensing not(Reading why) {
        return new Condensing(why, null, null, List.of(), List.of(), List.of());
    }

    static Condensing of(Source source, CsvRecords records) {
        return new Condensing(Reading.CONDENSED, source, records, List.of(), List.of(), List.of());
    }

    /** The same with one more step. */
    Condensing then(UnaryOperator<Dataset<Row>> step) {
        List<UnaryOperator<Dataset<Row>>> more = new ArrayList<>(steps);
        more.add(step);
        return new Condensing(reading, source, records, repeated, reasons, more);
    }

    /** The same with some rows, which pass the checks, set aside for other reasons. */
    Condensing except(List<Row> rows, List<String> why) {
        return new Condensing(reading, source, records, rows, why, steps);
    }

    /** Why the rows cannot be had condensed; {@link Reading#CONDENSED} if they can, as far as no step is in the way. */
    Reading reading() {
        return reading;
    }

    /** How the keys can be read alone, if they can. */
    Optional<KeyScan> keys() {
        return records == null ? Optional.empty() : KeyScan.of(source, records);
    }

    Optional<CondensedRows> rows(Needs needs) {
        if (records == null) {
            return Optional.empty();
        }
        Condenser condenser = new Condenser(source, needs);
        Dataset<Row> read = condenser.rows(records);
        Dataset<Row> all = repeated.isEmpty() ? read : read.union(condenser.moved(read, repeated, reasons));
        return planned(() -> through(all)).map(CondensedRows::new);
    }

    private Dataset<Row> through(Dataset<Row> rows) {
        Dataset<Row> result = rows;
        for (UnaryOperator<Dataset<Row>> step : steps) {
            result = step.apply(result);
        }
        return result;
    }

    private static Optional<Dataset<Row>> planned(Callable<Dataset<Row>> steps) {
        try {
            return Optional.of(steps.call());
        } catch (AnalysisException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
