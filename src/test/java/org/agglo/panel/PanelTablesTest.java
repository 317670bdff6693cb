package org.agglo.panel;

import static org.agglo.panel.Fixture.ROWS;
import static org.agglo.panel.Fixture.integer;
import static org.agglo.panel.Fixture.number;
import static org.agglo.panel.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.agglo.TestSpark;
import org.agglo.spark.DataException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;

/** Where a panel's tables are kept, by the driver or by Spark, and how often files are read. */
class PanelTablesTest extends PanelCase {
    @Test
    void doesNotReadTheFilesAgainForLaterWork() throws Exception {
        files.source("records", ROWS, "a,2005,1", "b,2005,2");
        Panel panel = files.build(spec);
        Files.delete(data.resolve("records.csv"));
        assertThat(panel.rows().count()).isEqualTo(2);
        assertThat(panel.rows().queryExecution().optimizedPlan().toString()).contains("LocalRelation");
    }

    @Test
    void buildsTheSamePanelWhereSparkKeepsTheTables() {
        files.firms(
                spec,
                "c3,9999,2006,7",
                "c1,1399,2005,10",
                "cX,1399,2005,10",
                "c2,1400,2005,",
                "c1,5100,2005,5",
                "c1,3110,2007,1");
        files.source(
                "controls",
                List.of(text("region"), integer("year"), number("gdp")),
                "east,2005,10",
                "west,2009,5",
                ",2005,1");
        spec.joins = List.of(new Join("controls", List.of("region", "year")));
        spec.groups = Map.of("part", Map.of("right", List.of("east")));
        spec.interpolate = List.of("gdp");
        Panel local = files.build(spec);
        Panel kept = PanelBuilder.build(spec.toSpec(), files.sources(), 0);
        assertThat(kept.rows().storageLevel().useMemory()).isTrue();
        assertThat(text(kept)).isEqualTo(text(local));
        assertThat(kept.report()).isEqualTo(local.report());
        assertThat(kept.rows().schema()).isEqualTo(local.rows().schema());
        kept.rows().unpersist();
    }

    @Test
    void namesSharedKeysWhereSparkKeepsTheTables() {
        files.source("records", ROWS, "b,2006,1", "b,2006,2");
        assertThatThrownBy(() -> PanelBuilder.build(spec.toSpec(), files.sources(), 0))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Source records has several rows for the same region, year: b, 2006.");
    }

    @Test
    void readsEachSmallSourceInOneJob() throws Exception {
        files.firms(spec, "c3,9999,2006,7", "c1,1399,2005,10");
        AtomicInteger jobs = new AtomicInteger();
        SparkListener counter = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                jobs.incrementAndGet();
            }
        };
        SparkContext context = TestSpark.session().sparkContext();
        context.addSparkListener(counter);
        files.build(spec);
        context.listenerBus().waitUntilEmpty();
        context.removeSparkListener(counter);
        assertThat(jobs.get()).as("crosswalk, its broadcast, records, panel").isLessThanOrEqualTo(4);
    }
}
