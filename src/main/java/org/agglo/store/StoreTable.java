package org.agglo.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.agglo.spark.DataException;
import org.agglo.spark.Jobs;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** The Iceberg table of one study; whatever fails in it is said in words. */
final class StoreTable {
    private static final String CATALOGS = "spark.sql.catalog.";

    /** Table property: of which layout the rows are. It goes up with each change of {@link StoreRows} that old ones do not fit. */
    private static final String LAYOUT_PROPERTY = "agglo.layout";

    private static final String LAYOUT = "1";

    private static final Map<String, String> PROPERTIES = Map.of(
            LAYOUT_PROPERTY,
            LAYOUT,
            "format-version",
            "2",
            "write.distribution-mode",
            "none",
            "write.spark.fanout.enabled",
            "true",
            "write.metadata.delete-after-commit.enabled",
            "true",
            "write.metadata.previous-versions-max",
            "20");

    private final StorePlace place;
    private final Catalog catalog;
    private final TableIdentifier name;
    private Table table;

    private StoreTable(StorePlace place, Catalog catalog) {
        this.place = place;
        this.catalog = catalog;
        this.name = TableIdentifier.of(place.namespace(), place.table());
    }

    /** Opens the table if it is there; none is made. */
    static StoreTable open(StorePlace place, Configuration hadoop) {
        return read(place, () -> {
            Catalog catalog = CatalogUtil.buildIcebergCatalog(place.catalog(), place.properties(), hadoop);
            StoreTable store = new StoreTable(place, catalog);
            if (catalog.tableExists(store.name)) {
                store.table = catalog.loadTable(store.name);
                store.mustBeKnown();
            }
            return store;
        });
    }

    private void mustBeKnown() {
        // Tables made before layouts had numbers have the first.
        boolean rows = table.schema().findField(StoreRows.KIND) != null
                && table.schema().findField(StoreRows.PARTIAL) != null;
        String layout = rows ? table.properties().getOrDefault(LAYOUT_PROPERTY, "1") : "unknown";
        if (!layout.equals(LAYOUT)) {
            throw new StoreException(
                    "The table %s has layout %s, and this Agglo reads layout %s: another version made it, or it is no store. %s; or name another store"
                            .formatted(place.shown(), layout, LAYOUT, place.wayOut()));
        }
    }

    /** The table; none before the first run has ended. */
    Optional<Table> table() {
        return Optional.ofNullable(table);
    }

    StorePlace place() {
        return place;
    }

    Optional<Snapshot> current() {
        return table().map(Table::currentSnapshot);
    }

    /** The files of a run. */
    List<Entry> entries(long snapshot) {
        return read(place, () -> {
            List<Entry> entries = new ArrayList<>();
            try (CloseableIterable<Record> rows = IcebergGenerics.read(table)
                    .useSnapshot(snapshot)
                    .where(Expressions.equal(StoreRows.KIND, StoreRows.FILE_KIND))
                    .build()) {
                rows.forEach(row -> entries.add(entry(row)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return entries;
        });
    }

    @SuppressWarnings("unchecked")
    private static Entry entry(Record row) {
        return new Entry(
                (String) row.getField(StoreRows.SOURCE),
                (String) row.getField("file"),
                (String) row.getField("location"),
                (Long) row.getField("bytes"),
                (Long) row.getField("modified"),
                (String) row.getField("sha256"),
                (String) row.getField("declaration"),
                (String) row.getField(StoreRows.PARTIAL),
                (List<String>) row.getField("met"),
                (List<Long>) row.getField("low"),
                (List<Long>) row.getField("high"));
    }

    /** The rows of a run, by Spark. */
    Dataset<Row> rows(SparkSession spark, long snapshot) {
        return read(
                place,
                () -> spark.read()
                        .option("versionAsOf", Long.toString(snapshot))
                        .table(sparkName(spark)));
    }

    /**
     * Writes a run as one snapshot.
     *
     * @param replaced which rows of the last one go
     * @return the snapshot's id
     * @throws StoreException if another run wrote after {@code base}
     */
    long write(SparkSession spark, Dataset<Row> rows, Column replaced, Map<String, String> properties) {
        try {
            if (table == null) {
                create();
            }
            Optional<Snapshot> base = current();
            DataFrameWriterV2<Row> writer = rows.writeTo(sparkName(spark)).option("isolation-level", "serializable");
            base.ifPresent(last -> writer.option("validate-from-snapshot-id", Long.toString(last.snapshotId())));
            properties.forEach((key, value) -> writer.option("snapshot-property." + key, value));
            Jobs.named(spark, "write the store", () -> {
                try {
                    writer.overwrite(replaced);
                } catch (NoSuchTableException e) {
                    throw new StoreException(place.shown() + " was dropped while the run went on. Run again", e);
                }
                return null;
            });
            table.refresh();
            return table.currentSnapshot().snapshotId();
        } catch (ValidationException | CommitFailedException e) {
            throw new StoreException(
                    "Another run has written to the store %s since this one began; its results stand, this one's are not kept. Run again"
                            .formatted(place.shown()),
                    e);
        }
    }

    private void create() {
        if (catalog instanceof SupportsNamespaces namespaces
                && !namespaces.namespaceExists(Namespace.of(place.namespace()))) {
            namespaces.createNamespace(Namespace.of(place.namespace()));
        }
        table = catalog.createTable(name, StoreRows.schema(), StoreRows.partition(), PROPERTIES);
    }

    /** What Spark calls the table; its catalog is made known to Spark if it is not yet. */
    private String sparkName(SparkSession spark) {
        String prefix = CATALOGS + place.catalog();
        if (spark.conf().getOption(prefix).isEmpty()) {
            spark.conf().set(prefix, "org.apache.iceberg.spark.SparkCatalog");
            place.properties().forEach((key, value) -> spark.conf().set(prefix + "." + key, value));
            spark.conf().set(prefix + ".cache-enabled", "false");
        }
        return "`%s`.`%s`.`%s`".formatted(place.catalog(), place.namespace(), place.table());
    }

    /** Does what reads the store; says what to do if it cannot be read. */
    static <T> T read(StorePlace place, Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException | DataException e) {
            throw e;
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            String why = cause.getMessage() == null
                    ? cause.toString()
                    : cause.getMessage().lines().findFirst().orElse("");
            throw new StoreException(
                    "The store %s cannot be read: %s. %s".formatted(place.shown(), why, place.wayOut()), e);
        }
    }
}
