package org.agglo.ingest.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;
import scala.reflect.ClassTag$;

/** The door through which Spark finds {@link CsvReader}'s plan; public because Spark makes it by name. */
public final class CsvSource implements TableProvider {
    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return CsvPlan.decoded(options.get(CsvPlan.OPTION)).schema();
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new CsvTable(CsvPlan.decoded(properties.get(CsvPlan.OPTION)));
    }

    static Broadcast<SerializableConfiguration> broadcast(SparkSession spark) {
        var context = spark.sparkContext();
        return context.broadcast(
                new SerializableConfiguration(context.hadoopConfiguration()),
                ClassTag$.MODULE$.apply(SerializableConfiguration.class));
    }

    private record CsvTable(CsvPlan plan) implements Table, SupportsRead {
        @Override
        public String name() {
            return "agglo csv";
        }

        @Override
        public Column[] columns() {
            return Arrays.stream(plan.schema().fields())
                    .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
                    .toArray(Column[]::new);
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            return new Builder(plan);
        }
    }

    private static final class Builder implements ScanBuilder, SupportsPushDownRequiredColumns {
        private final CsvPlan plan;
        private StructType required;

        Builder(CsvPlan plan) {
            this.plan = plan;
            this.required = plan.schema();
        }

        @Override
        public void pruneColumns(StructType columns) {
            required = columns;
        }

        @Override
        public Scan build() {
            return new CsvScan(plan, required);
        }
    }

    private record CsvScan(CsvPlan plan, StructType required) implements Scan, Batch, SupportsReportStatistics {
        @Override
        public StructType readSchema() {
            return required;
        }

        @Override
        public String description() {
            return "%s [%s], %d partitions"
                    .formatted(
                            plan.what(),
                            String.join(", ", required.fieldNames()),
                            plan.partitions().size());
        }

        @Override
        public Batch toBatch() {
            return this;
        }

        @Override
        public InputPartition[] planInputPartitions() {
            return plan.partitions().toArray(InputPartition[]::new);
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new ReaderFactory(
                    broadcast(org.apache.spark.sql.classic.SparkSession.active()), plan.roles(), plan.keys(), required);
        }

        @Override
        public Statistics estimateStatistics() {
            return new Size(OptionalLong.of(plan.bytes()), OptionalLong.empty());
        }
    }

    private record Size(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {}

    private record ReaderFactory(
            Broadcast<SerializableConfiguration> hadoop, List<CellRole> roles, KeyRead keys, StructType required)
            implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            var streams = new Streams(hadoop.value().value());
            CsvPartition part = (CsvPartition) partition;
            if (!roles.isEmpty()) {
                return new CondensingReader(part, roles, required, streams);
            }
            if (keys == null) {
                return new RecordReader(new SplitRecords(part, streams), required);
            }
            return keys.among() == null
                    ? new KeyReader(part, keys.cells(), required, streams)
                    : new RecordReader(
                            new AmongRecords(new KeyedRecords(part, keys.cells(), streams), keys.among()), required);
        }
    }
}
