package org.agglo.panel;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode_outer;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Reading;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Divides records among the regions of their code, by the crosswalk's shares and in the rows that hold in the record's
 * period. Each part has its share of every column that is added up, and counts as the record once, in its first part.
 */
final class Split {
    /** BIGINT: 1 for a record's first part, 0 for the others. */
    static final String PART = "_part";

    private static final String CODE = "_code";
    private static final String REGIONS = "_regions";
    private static final String SHARE = "_share";
    private static final String AT = "_at";
    private static final String REGION = "_region";

    private final PanelSpec spec;
    private final Crosswalk walk;
    private final List<String> wanted;

    /** @param wanted the crosswalk's columns that the panel's key needs */
    Split(PanelSpec spec, List<String> wanted) {
        this.spec = spec;
        this.walk = spec.crosswalk().orElseThrow();
        this.wanted = wanted;
    }

    /** What is said of records whose code's shares do not add up. */
    static String uneven(Crosswalk walk) {
        return "shares of %s do not add up to 1".formatted(walk.on());
    }

    /** What is said of records whose code the crosswalk does not have. */
    static String unknown(Crosswalk walk) {
        return "unknown " + walk.on();
    }

    /** What is said of records whose code has no region in their period. */
    static String elsewhere(Crosswalk walk, String time) {
        return "%s without a region in its %s".formatted(walk.on(), time);
    }

    /** The crosswalk's key. */
    static List<String> key(Crosswalk walk, List<String> wanted) {
        List<String> key = new ArrayList<>(List.of(walk.on()));
        key.addAll(wanted);
        walk.from().ifPresent(key::add);
        return key;
    }

    /** Its other columns. */
    static List<String> others(Crosswalk walk) {
        List<String> others = new ArrayList<>(walk.weight().stream().toList());
        walk.to().ifPresent(others::add);
        return others;
    }

    /**
     * The parts of the records.
     *
     * @param source records, those outside the panel's window set aside already
     */
    Checked of(Checked source, Dataset<Row> table) {
        Dataset<Row> regions = broadcast(regions(table));
        Checked found = source.map(
                source.source(),
                Reading.DIVIDED,
                rows -> rows.join(regions, rows.col(Columns.quoted(walk.on())).equalTo(regions.col(CODE)), "left")
                        .drop(CODE)
                        .withColumn(REGIONS + "_any", col(REGIONS).isNotNull())
                        .withColumn(REGIONS, filter(coalesce(col(REGIONS), none(regions)), this::holds)));
        for (String key : Layout.key(spec)) {
            if (!wanted.contains(key)) {
                found = found.setAside(named(key).isNull(), "missing " + key);
            }
        }
        Column shares = aggregate(col(REGIONS), lit(0.0), (sum, region) -> sum.plus(region.getField(SHARE)));
        return parts(found.setAside(named(walk.on()).isNull(), "missing " + walk.on())
                .setAside(col(REGIONS + "_any").equalTo(false), unknown(walk))
                .setAside(size(col(REGIONS)).equalTo(0), elsewhere(walk, spec.time()))
                .setAside(coalesce(abs(shares.minus(1)).gt(Crosswalk.TOLERANCE), lit(true)), uneven(walk)));
    }

    private static Column none(Dataset<Row> regions) {
        return array().cast(regions.schema().apply(REGIONS).dataType());
    }

    /** One row for each code, with its regions in an order of their own. */
    private Dataset<Row> regions(Dataset<Row> table) {
        List<Column> fields = new ArrayList<>();
        wanted.forEach(name -> fields.add(named(name).as(name)));
        Column share = walk.weight()
                .map(name -> named(name).cast(DataTypes.DoubleType))
                .orElse(lit(1.0));
        fields.add(share.as(SHARE));
        fields.add(period(walk.from()).as("_from"));
        fields.add(period(walk.to()).as("_to"));
        return table.groupBy(named(walk.on()).as(CODE))
                .agg(array_sort(collect_list(struct(fields.toArray(Column[]::new))))
                        .as(REGIONS));
    }

    private static Column period(Optional<String> column) {
        return column.map(Split::named).orElse(lit(null)).cast(DataTypes.LongType);
    }

    private Column holds(Column region) {
        Column time = named(spec.time());
        return coalesce(region.getField("_from").leq(time), lit(true))
                .and(coalesce(region.getField("_to").geq(time), lit(true)));
    }

    private Checked parts(Checked found) {
        return found.map(found.source(), Reading.DIVIDED, rows -> {
            Column used = when(rows.col(Checked.REASON).isNull(), rows.col(REGIONS));
            List<Column> all = new ArrayList<>();
            for (String name : rows.columns()) {
                if (!name.startsWith(REGIONS)) {
                    all.add(named(name));
                }
            }
            all.add(posexplode_outer(used).as(new String[] {AT, REGION}));
            Dataset<Row> parts = rows.select(all.toArray(Column[]::new));
            for (String name : spec.totals().stream().map(Total::sum).distinct().toList()) {
                Column value = named(name).cast(DataTypes.DoubleType);
                parts = parts.withColumn(
                        name, value.multiply(coalesce(col(REGION).getField(SHARE), lit(1.0))));
            }
            for (String name : wanted) {
                parts = parts.withColumn(name, col(REGION).getField(name));
            }
            Column first = when(coalesce(col(AT), lit(0)).equalTo(0), 1L).otherwise(0L);
            return parts.withColumn(PART, first).drop(AT, REGION);
        });
    }

    private static Column named(String column) {
        return col(Columns.quoted(column));
    }
}
