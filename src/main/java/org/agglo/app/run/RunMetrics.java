package org.agglo.app.run;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.agglo.ingest.RowCounts;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.MetricsSystem;
import org.apache.spark.metrics.source.Source;

/**
 * A run's metrics, in Spark's own metrics system under {@code driver.agglo}: {@code rows.read} so far, all passes
 * together; {@code rows.in}, {@code rows.used}, {@code rows.not_selected} and {@code rows.set_aside}, and the same by
 * source under {@code source.NAME}, as soon as the panel is made; {@code stage.NAME.seconds} of stages that ended.
 */
final class RunMetrics implements Source, Progress.Follower, AutoCloseable {
    private static final Map<String, ToLongFunction<RowCounts>> COUNTS = Map.of(
            "rows.in", RowCounts::in,
            "rows.used", RowCounts::used,
            "rows.not_selected", RowCounts::notSelected,
            "rows.set_aside", RowCounts::setAsideTotal);

    private final MetricsSystem system = SparkEnv.get().metricsSystem();
    private final MetricRegistry registry = new MetricRegistry();
    private final Map<String, RowCounts> sources = new ConcurrentHashMap<>();
    private final Map<String, Double> seconds = new ConcurrentHashMap<>();

    private RunMetrics() {}

    /**
     * Makes the metrics known to Spark.
     *
     * @param before seconds of stages that ended already
     */
    static RunMetrics register(Map<String, Double> before, LongSupplier read) {
        RunMetrics metrics = new RunMetrics();
        metrics.gauge("rows.read", read::getAsLong);
        COUNTS.forEach((name, count) -> metrics.gauge(
                name, () -> metrics.sources.values().stream().mapToLong(count).sum()));
        before.forEach((stage, taken) -> metrics.ends(stage, taken, 0));
        metrics.system.registerSource(metrics);
        return metrics;
    }

    private void gauge(String name, Gauge<? extends Number> value) {
        if (!registry.getNames().contains(name)) {
            registry.register(name, value);
        }
    }

    @Override
    public void ends(String stage, double taken, long rows) {
        seconds.merge(stage, taken, Double::sum);
        String name = stage.toLowerCase(Locale.ROOT).replace(' ', '_');
        gauge("stage." + name + ".seconds", () -> seconds.get(stage));
    }

    @Override
    public void counted(Map<String, RowCounts> counted) {
        sources.putAll(counted);
        counted.keySet()
                .forEach(source -> COUNTS.forEach((name, count) ->
                        gauge("source." + source + "." + name, () -> count.applyAsLong(sources.get(source)))));
    }

    @Override
    public String sourceName() {
        return "agglo";
    }

    @Override
    public MetricRegistry metricRegistry() {
        return registry;
    }

    @Override
    public void close() {
        system.removeSource(this);
    }
}
