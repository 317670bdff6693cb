package org.agglo.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.spark_partition_id;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads a table, or what a query gives, from a database.
 *
 * <p>A database's rows have no order, so a row's place is that among the rows of its part, sorted by all columns that are
 * read: the same rows have the same places in every run. They are read once and kept, in memory and on disk, so that all of
 * a run sees the same rows. Conditions are left to Spark: what a database means by equal texts differs.
 */
final class JdbcTable {
    /** As many rows are kept on the driver. */
    private static final long FEW = 50_000;

    /** The lower bits of Spark's row numbers, which begin anew in every part. */
    private static final long IN_PART = (1L << 33) - 1;

    private final Database database;
    private final ColumnNames names;
    private final List<String> wanted;
    private final Secrets secrets;

    private JdbcTable(Database database, ColumnNames names, Secrets secrets) {
        this.database = database;
        this.names = names;
        this.wanted = names.wanted();
        this.secrets = secrets;
    }

    /**
     * All rows.
     *
     * @param environment variable to value, null for none
     * @throws DataException if the database cannot be asked, or the table lacks a column; no secret is told
     */
    static RawTable read(SparkSession spark, Source source, UnaryOperator<String> environment) {
        var secrets = new Secrets(spark.sparkContext().hadoopConfiguration(), environment);
        var table = new JdbcTable(source.database().orElseThrow(), ColumnNames.of(source), secrets);
        return Jobs.named(spark, source.name() + ": read", () -> table.read(spark, source.name()));
    }

    private RawTable read(SparkSession spark, String name) {
        try {
            Dataset<Row> rows = numbered(reader(spark).load()).persist(StorageLevel.MEMORY_AND_DISK());
            long count = rows.count();
            if (count == 0) {
                throw new DataException("Source %s: %s holds no rows.".formatted(name, database.shown()));
            }
            return new RawTable(rows, wanted, count <= FEW ? 0 : Long.MAX_VALUE, Condensing.NONE);
        } catch (DataException e) {
            throw e;
        } catch (Exception e) {
            throw failed(name, e);
        }
    }

    private DataFrameReader reader(SparkSession spark) {
        DataFrameReader reader = spark.read()
                .format("jdbc")
                .option("url", database.url())
                .option("fetchsize", database.fetch())
                .option("pushDownPredicate", "false")
                .option(
                        "dbtable",
                        database.table().orElseGet(() -> "(" + database.query().orElseThrow() + ") agglo"));
        database.user().ifPresent(user -> reader.option("user", secrets.of(user)));
        database.password().ifPresent(password -> reader.option("password", secrets.of(password)));
        database.parts()
                .ifPresent(parts -> reader.option("partitionColumn", parts.column())
                        .option("lowerBound", parts.from())
                        .option("upperBound", parts.to())
                        .option("numPartitions", parts.count()));
        return reader;
    }

    private Dataset<Row> numbered(Dataset<Row> read) {
        List<Column> cells = new ArrayList<>();
        List<Column> named = new ArrayList<>();
        List<String> there = names.inTable(Arrays.asList(read.columns()), database.shown());
        Column[] order = new Column[wanted.size()];
        for (int i = 0; i < order.length; i++) {
            cells.add(cell(read, there.get(i)).as(RawTable.name(i)));
            named.add(col(RawTable.name(i)).as(wanted.get(i)));
            order[i] = col(RawTable.name(i));
        }
        Dataset<Row> sorted = read.select(cells.toArray(Column[]::new)).sortWithinPartitions(order);
        List<Column> columns = new ArrayList<>(List.of(order));
        Column part =
                concat(lit(database.shown() + ", part "), spark_partition_id().plus(lit(1)));
        columns.add((database.parts().isEmpty() ? lit(database.shown()) : part).as(Checked.FILE));
        columns.add(monotonically_increasing_id()
                .bitwiseAND(lit(IN_PART))
                .plus(lit(1L))
                .as(Checked.ROW));
        columns.add(lit(null).cast(DataTypes.StringType).as(Checked.PROBLEM));
        columns.add(RawTable.json(named));
        return sorted.select(columns.toArray(Column[]::new));
    }

    /** Numbers and texts as they are, what else a cell can be as text. */
    private Column cell(Dataset<Row> read, String name) {
        DataType type = read.schema().apply(name).dataType();
        Column cell = read.col(Columns.quoted(name));
        if (type instanceof NumericType || type instanceof StringType) {
            return cell;
        }
        if (List.of(DataTypes.BooleanType, DataTypes.DateType, DataTypes.TimestampType, DataTypes.TimestampNTZType)
                .contains(type)) {
            return cell.cast(DataTypes.StringType);
        }
        throw new DataException(
                "The %s: column %s holds %s, which is neither number nor text. Leave it out, or convert it in a query."
                        .formatted(database.shown(), name, type.simpleString()));
    }

    private DataException failed(String name, Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String what = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        String hint = what.contains("No suitable driver")
                ? "Put the database's driver on the class path, with AGGLO_JAVA_OPTS or --jars."
                : "Are the address, the account and the names right?";
        // No cause is kept: a driver's exceptions may hold what it was given to log in with.
        return new DataException("Source %s: the database cannot be read (%s): %s. %s"
                .formatted(name, database.shown(), secrets.without(what), hint));
    }
}
