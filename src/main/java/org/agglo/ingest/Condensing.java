package org.agglo.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
    /** For sources that cannot be condensed. */
    static final Condensing NONE = new Condensing(needs -> Optional.empty(), List.of());

    private final Function<Needs, Optional<Dataset<Row>>> read;
    private final List<UnaryOperator<Dataset<Row>>> steps;

    private Condensing(Function<Needs, Optional<Dataset<Row>>> read, List<UnaryOperator<Dataset<Row>>> steps) {
        this.read = read;
        this.steps = steps;
    }

    static Condensing of(Source source, CsvRecords records) {
        return new Condensing(needs -> Optional.of(new Condenser(source, needs).rows(records)), List.of());
    }

    /** The same with one more step. */
    Condensing then(UnaryOperator<Dataset<Row>> step) {
        List<UnaryOperator<Dataset<Row>>> more = new ArrayList<>(steps);
        more.add(step);
        return new Condensing(read, more);
    }

    Optional<CondensedRows> rows(Needs needs) {
        return read.apply(needs).flatMap(rows -> planned(() -> through(rows))).map(CondensedRows::new);
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
