package org.agglo.panel;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode_outer;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Reading;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Divides records among the regions of their codes, by the crosswalks' shares and in the rows that hold in the record's
 * period. Each part has its share of every column that is added up, and counts as the record once, in its first part.
 *
 * <p>A record stays one row, with its parts in an array, until it has gone through all crosswalks: it is used or set aside as
 * a whole, and set aside where a crosswalk leads any of its parts nowhere.
 */
final class Split {
    /** BIGINT: 1 for a record's first part, 0 for the others. */
    static final String PART = "_part";

    private static final String PARTS = Regions.WALK + "parts";
    private static final String HOLDING = Regions.WALK + "holding";
    private static final String FAULT = "fault";
    private static final String CODE = "code";
    private static final String AT = "_at";
    private static final String REGION = "_region";

    /** What may be wrong with a part's code, the first thing first. */
    private static final int UNKNOWN = 0;

    private static final int ELSEWHERE = 1;
    private static final int UNEVEN = 2;
    private static final int SOUND = 3;

    private final PanelSpec spec;
    private final Regions regions;

    Split(PanelSpec spec, Regions regions) {
        this.spec = spec;
        this.regions = regions;
    }

    /**
     * The parts of the records.
     *
     * @param source records, those outside the panel's window set aside already
     */
    Checked of(Checked source) {
        Checked found = source.map(source.source(), Reading.DIVIDED, rows -> rows);
        for (String key : Layout.key(spec)) {
            if (Step.bringing(regions.steps(), key).isEmpty()) {
                found = found.setAside(named(key).isNull(), "missing " + key);
            }
        }
        List<String> fields = List.of();
        for (int i = 0; i < regions.steps().size(); i++) {
            if (regions.divides(i)) {
                List<String> kept = without(fields, Regions.reached(i));
                found = divided(judged(regions.ofParts(i) ? found : looked(found, i), i), i, kept);
                fields = Stream.concat(kept.stream(), regions.gives(i).stream()).toList();
            } else {
                found = Records.lookUp(
                        found, regions.steps().get(i), regions.tables().get(i));
            }
        }
        return parts(found, fields);
    }

    private static List<String> without(List<String> names, String one) {
        return names.stream().filter(name -> !name.equals(one)).toList();
    }

    /** Whether records are whole before the step. */
    private boolean isFirst(int i) {
        return IntStream.range(0, i).noneMatch(regions::divides);
    }

    /** Records with the regions of their code. */
    private Checked looked(Checked source, int i) {
        String on = regions.steps().get(i).walk().on();
        Dataset<Row> table = broadcast(regions.of(i));
        return source.map(rows -> rows.join(
                                table, rows.col(Columns.quoted(on)).equalTo(table.col(Regions.CODE)), "left")
                        .drop(Regions.CODE))
                .setAside(named(on).isNull(), "missing " + on);
    }

    /** Records with the regions that hold in their period, those set aside that have none, or a part without. */
    private Checked judged(Checked source, int i) {
        Step step = regions.steps().get(i);
        Column fault = col(worst(i)).getField(FAULT);
        return source.map(rows -> regions.ofParts(i) ? judgedByParts(rows, i) : judgedWhole(rows, i))
                .setAside(fault.equalTo(UNKNOWN), step.unknown())
                .setAside(fault.equalTo(ELSEWHERE), step.elsewhere(spec.time()))
                .setAside(fault.equalTo(UNEVEN), step.uneven());
    }

    private Dataset<Row> judgedWhole(Dataset<Row> rows, int i) {
        Column code = named(regions.steps().get(i).walk().on());
        Column fault = fault(col(HOLDING + i));
        return rows.withColumn(HOLDING + i, filter(col(Regions.reached(i)), this::holds))
                .withColumn(worst(i), struct(fault.as(FAULT), code.as(CODE)));
    }

    private Dataset<Row> judgedByParts(Dataset<Row> rows, int i) {
        String on = regions.steps().get(i).walk().on();
        Column holding = transform(
                col(PARTS), part -> part.withField(HOLDING, filter(part.getField(Regions.reached(i)), this::holds)));
        Column worst = array_min(transform(
                col(PARTS),
                part -> struct(
                        fault(part.getField(HOLDING)).as(FAULT),
                        part.getField(on).as(CODE))));
        return rows.withColumn(PARTS, holding).withColumn(worst(i), worst);
    }

    /** The column with the worst fault of a record's parts at a step, and the code that has it. */
    private static String worst(int i) {
        return Regions.WALK + "worst" + i;
    }

    private Column holds(Column region) {
        Column time = named(spec.time());
        return coalesce(region.getField(Regions.FROM).leq(time), lit(true))
                .and(coalesce(region.getField(Regions.TO).geq(time), lit(true)));
    }

    private static Column fault(Column holding) {
        Column shares = aggregate(holding, lit(0.0), (sum, region) -> sum.plus(region.getField(Regions.SHARE)));
        Column uneven = coalesce(abs(shares.minus(1)).gt(Crosswalk.TOLERANCE), lit(true));
        return when(holding.isNull(), UNKNOWN)
                .when(size(holding).equalTo(0), ELSEWHERE)
                .when(uneven, UNEVEN)
                .otherwise(SOUND);
    }

    /**
     * Records with the parts that they have after the step.
     *
     * @param kept what the parts so far keep, beside their share
     */
    private Checked divided(Checked source, int i, List<String> kept) {
        List<String> given = regions.gives(i);
        Column parts = flatten(transform(col(PARTS), part -> {
            Column holding = regions.ofParts(i) ? part.getField(HOLDING) : col(HOLDING + i);
            return transform(holding, region -> part(part, kept, region, given));
        }));
        return source.map(rows -> rows.withColumn(PARTS, isFirst(i) ? col(HOLDING + i) : parts));
    }

    private static Column part(Column part, List<String> kept, Column region, List<String> given) {
        List<Column> fields = new ArrayList<>();
        kept.forEach(name -> fields.add(part.getField(name).as(name)));
        given.forEach(name -> fields.add(region.getField(name).as(name)));
        fields.add(part.getField(Regions.SHARE)
                .multiply(region.getField(Regions.SHARE))
                .as(Regions.SHARE));
        return struct(fields.toArray(Column[]::new));
    }

    /** A row for each part, and one for each record that is set aside, with the code that it is for. */
    private Checked parts(Checked found, List<String> fields) {
        return found.map(rows -> {
            Dataset<Row> parts = rows.withColumn(
                            PARTS, when(rows.col(Checked.REASON).isNull(), col(PARTS)))
                    .select(col("*"), posexplode_outer(col(PARTS)).as(new String[] {AT, REGION}));
            for (String name : spec.totals().stream().map(Total::sum).distinct().toList()) {
                Column value = named(name).cast(DataTypes.DoubleType);
                parts = parts.withColumn(
                        name, value.multiply(coalesce(col(REGION).getField(Regions.SHARE), lit(1.0))));
            }
            for (String name : fields) {
                parts = parts.withColumn(name, brought(name));
            }
            Column first = when(coalesce(col(AT), lit(0)).equalTo(0), 1L).otherwise(0L);
            parts = parts.withColumn(PART, first);
            String[] passing = List.of(parts.columns()).stream()
                    .filter(name -> name.startsWith(Regions.WALK) || name.equals(AT) || name.equals(REGION))
                    .toArray(String[]::new);
            return parts.drop(passing);
        });
    }

    private Column brought(String name) {
        Column value = col(REGION).getField(name);
        for (int i = 0; i < regions.steps().size(); i++) {
            if (regions.ofParts(i) && regions.steps().get(i).walk().on().equals(name)) {
                return coalesce(value, col(worst(i)).getField(CODE));
            }
        }
        return value;
    }

    private static Column named(String column) {
        return col(Columns.quoted(column));
    }
}
