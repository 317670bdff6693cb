package org.agglo.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.agglo.regression.LeastSquares;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Fits on a panel of 30 provinces and 12 years, from the cached table to the summary with clustered errors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class RegressionBench {
    private static final String FORMULA = "y ~ x1 + x2 + x3 + x4 + x5";

    /** What finds the slopes. */
    @Param({"crossproducts", "mllib"})
    public String fitter;

    private SparkSession spark;
    private Dataset<Row> panel;

    /** Starts Spark and reads the panel that the peers read. */
    @Setup
    public void start() throws IOException {
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        panel = spark.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(BenchPanel.file().toString())
                .cache();
        panel.count();
    }

    /** Stops Spark. */
    @TearDown
    public void stop() {
        spark.stop();
    }

    /** Province effects, clustered by province. */
    @Benchmark
    public double oneEffect() {
        return fit(FORMULA + " | province", "cluster(province)");
    }

    /** Province and year effects, clustered both ways. */
    @Benchmark
    public double twoEffects() {
        return fit(FORMULA + " | province + year", "cluster(province, year)");
    }

    /** Twenty models: one to five regressors, four sets of effects. */
    @Benchmark
    public double twentyModels() {
        return IntStream.rangeClosed(1, 5)
                .mapToObj(last -> "y ~ "
                        + String.join(
                                " + ",
                                IntStream.rangeClosed(1, last)
                                        .mapToObj(j -> "x" + j)
                                        .toList()))
                .flatMap(formula -> List.of("", " | province", " | year", " | province + year").stream()
                        .map(formula::concat))
                .mapToDouble(formula -> fit(formula, "cluster(province)"))
                .sum();
    }

    /** The same twenty from one formula. */
    @Benchmark
    public double twentyAtOnce() {
        return new LeastSquares()
                .setFormula("y ~ csw(x1, x2, x3, x4, x5) | sw0(province, year, province + year)")
                        .setVcov("cluster(province)").setFitter(fitter).fitAll(panel).models().values().stream()
                        .mapToDouble(model -> model.summary().coefficients().get(0).error())
                        .sum();
    }

    private double fit(String formula, String vcov) {
        return new LeastSquares()
                .setFormula(formula)
                .setVcov(vcov)
                .setFitter(fitter)
                .fit(panel)
                .summary()
                .coefficients()
                .get(0)
                .error();
    }
}
