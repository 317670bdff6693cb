package org.agglo.regression;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Saves a fitted model as MLlib does, with what MLlib leaves out: its summaries, in {@code summaries.json} beside the
 * metadata. Numbers are written so that they are read back to the last bit.
 */
final class SummaryStore {
    private static final String FILE = "summaries.json";
    private static final String EFFECTS = "effects";

    private SummaryStore() {}

    /**
     * @param summaries the one the model was asked for first
     * @param effects the fixed effects; null if there are none
     */
    static MLWriter writer(Params model, List<RegressionSummary> summaries, Dataset<Row> effects) {
        return new Writer(model, summaries, effects);
    }

    /** @param make from uid and summaries the model; its params are set afterwards */
    static <M extends Params> MLReader<M> reader(Class<M> type, BiFunction<String, List<RegressionSummary>, M> make) {
        return new Reader<>(type, make);
    }

    private static final class Writer extends MLWriter {
        private final Params model;
        private final List<RegressionSummary> summaries;
        private final Dataset<Row> effects;

        private Writer(Params model, List<RegressionSummary> summaries, Dataset<Row> effects) {
            this.model = model;
            this.summaries = summaries;
            this.effects = effects;
        }

        @Override
        public void saveImpl(String path) {
            SparkSession spark = sparkSession();
            DefaultParamsWriter.saveMetadata(model, path, spark);
            Path file = new Path(path, FILE);
            try (OutputStream out =
                    file.getFileSystem(spark.sessionState().newHadoopConf()).create(file)) {
                out.write(SummaryJson.bytes(summaries));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file, e);
            }
            if (effects != null) {
                effects.coalesce(1).write().parquet(new Path(path, EFFECTS).toString());
            }
        }
    }

    private static final class Reader<M extends Params> extends MLReader<M> {
        private final Class<M> type;
        private final BiFunction<String, List<RegressionSummary>, M> make;

        private Reader(Class<M> type, BiFunction<String, List<RegressionSummary>, M> make) {
            this.type = type;
            this.make = make;
        }

        @Override
        public M load(String path) {
            SparkSession spark = sparkSession();
            DefaultParamsReader.Metadata metadata =
                    DefaultParamsReader$.MODULE$.loadMetadata(path, spark, type.getName());
            Path file = new Path(path, FILE);
            try (InputStream in =
                    file.getFileSystem(spark.sessionState().newHadoopConf()).open(file)) {
                M model = make.apply(metadata.uid(), SummaryJson.read(in));
                metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
                if (model instanceof RegressionModel<?> regression
                        && !regression.summary().effects().isEmpty()) {
                    regression.effectsAt(new Path(path, EFFECTS).toString());
                }
                return model;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
    }
}
