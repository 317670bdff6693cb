package org.agglo.disclosure;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agglo.disclosure.Treatment.Method;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Reading;
import org.agglo.ingest.Source;
import org.agglo.ingest.Suppression;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Treats the withheld cells of a source: bounds them by what published parents, siblings and size classes say, and, if
 * asked, imputes them so that children add up to their parents. See {@link Treatment.Method}.
 *
 * <p>Cells that no hierarchy can tie, such as those of two years, or of two states where there is no national parent, are
 * treated apart, each group as a whole on one executor: a group has to fit into its memory. Two jobs: the codes, and the
 * treatment itself, whose result is kept. Any order or partitioning of the rows gives the same values.
 */
public final class Disclosure {
    private static final String GROUP = "_group";
    private static final String HOW = "_how";
    private static final String TROUBLE = "_trouble";

    private final Checked source;
    private final Treatment treatment;

    private Disclosure(Checked source, Treatment treatment) {
        this.source = source;
        this.treatment = treatment;
    }

    /**
     * A source after its treatment.
     *
     * @param source its rows, with the columns of {@link Treatment#treated}
     */
    public record Treated(Checked source, TreatmentReport report) {}

    /**
     * Treats a source.
     *
     * @param source with a key, which names every hierarchy's column
     * @throws DataException if published cells contradict each other or the size classes, or if fitting comes to no end;
     *     it says where
     */
    public static Treated treat(Checked source, Treatment treatment) {
        return new Disclosure(source, treatment).treated();
    }

    private Treated treated() {
        if (treatment.method() == Method.MISSING) {
            return new Treated(source, report(left()));
        }
        Checked treated = solved();
        return new Treated(treated, report(treated.all()));
    }

    /** What is said of cells that stay as they are. */
    private Dataset<Row> left() {
        Dataset<Row> told = source.all();
        for (int k = 0; k < treatment.columns().size(); k++) {
            Column how = when(named(treatment.columns().get(k)).isNotNull(), TreatmentReport.PUBLISHED)
                    .when(col(Checked.SUPPRESSED), TreatmentReport.LEFT)
                    .otherwise(TreatmentReport.MISSING);
            told = told.withColumn(HOW + k, how);
        }
        return told.withColumn(TROUBLE, lit(null).cast(DataTypes.StringType));
    }

    private Checked solved() {
        Source declared = source.source();
        List<CodeTree> trees = trees();
        return source.map(treatment.treated(declared), Reading.TREATED, rows -> {
            Column group = when(col(Checked.REASON).isNull(), concat_ws("\u0001", tied(trees)));
            Dataset<Row> grouped = rows.withColumn(GROUP, group);
            List<Column> order = new ArrayList<>(List.of(col(GROUP)));
            declared.key().forEach(name -> order.add(named(name)));
            Plan plan = Plan.of(treatment, trees, declared.key(), grouped.schema(), GROUP);
            return grouped.repartition(coalesce(xxhash64(col(GROUP)), xxhash64(col(Checked.FILE), col(Checked.ROW))))
                    .sortWithinPartitions(order.toArray(Column[]::new))
                    .mapPartitions(new Groups(plan), Encoders.row(schema(rows.schema())))
                    .persist(StorageLevel.MEMORY_AND_DISK());
        });
    }

    /** One tree for each hierarchy, of the codes that used rows have. */
    private List<CodeTree> trees() {
        if (treatment.hierarchies().isEmpty()) {
            return List.of();
        }
        Column[] sets = treatment.hierarchies().stream()
                .map(hierarchy -> collect_set(named(hierarchy.column()).cast(DataTypes.StringType)))
                .toArray(Column[]::new);
        Dataset<Row> used = source.all().where(col(Checked.REASON).isNull());
        Row codes = Jobs.named(
                used.sparkSession(),
                source.source().name() + ": codes",
                () -> used.select(sets).first());
        List<CodeTree> trees = new ArrayList<>();
        for (int h = 0; h < sets.length; h++) {
            trees.add(CodeTree.of(treatment.hierarchies().get(h), codes.getList(h)));
        }
        return trees;
    }

    /** What tied cells have in common: the keys that no hierarchy changes, and the last parents of those that one does. */
    private Column[] tied(List<CodeTree> trees) {
        return source.source().key().stream()
                .map(name -> {
                    Column text = named(name).cast(DataTypes.StringType);
                    for (int h = 0; h < trees.size(); h++) {
                        if (treatment.hierarchies().get(h).column().equals(name)) {
                            CodeTree tree = trees.get(h);
                            UDF1<String, String> root = tree::root;
                            text = udf(root, DataTypes.StringType).apply(text);
                        }
                    }
                    return text;
                })
                .toArray(Column[]::new);
    }

    private StructType schema(StructType read) {
        StructType schema = new StructType();
        for (StructField field : read.fields()) {
            schema = treatment.columns().contains(field.name())
                    ? schema.add(field.name(), DataTypes.DoubleType, true)
                    : schema.add(field.name(), field.dataType(), true);
        }
        for (int k = 0; k < treatment.columns().size(); k++) {
            for (String name : treatment.brought(treatment.columns().get(k))) {
                schema = schema.add(name, DataTypes.DoubleType, true);
            }
            schema = schema.add(HOW + k, DataTypes.StringType, true);
        }
        return schema.add(TROUBLE, DataTypes.StringType, true);
    }

    private TreatmentReport report(Dataset<Row> rows) {
        int columns = treatment.columns().size();
        List<Column> hows = new ArrayList<>();
        for (int k = 0; k < columns; k++) {
            hows.add(col(HOW + k));
        }
        List<String> flags = flags(List.of(rows.columns()));
        Column[] groups = Stream.concat(
                        hows.stream(),
                        flags.stream().map(flag -> coalesce(named(flag).cast(DataTypes.StringType), lit(""))))
                .toArray(Column[]::new);
        int told = groups.length;
        List<Row> counts = Jobs.named(
                rows.sparkSession(),
                source.source().name() + ": treat withheld cells",
                () -> rows.where(col(Checked.REASON).isNull())
                        .groupBy(groups)
                        .agg(count(lit(1)), min(TROUBLE))
                        .collectAsList());
        counts.stream()
                .filter(row -> !row.isNullAt(told + 1))
                .map(row -> row.getString(told + 1))
                .min(String::compareTo)
                .ifPresent(this::refuse);
        return new TreatmentReport(
                source.source().name(),
                treatment.method(),
                tallies(treatment.columns(), counts, 0, told),
                tallies(flags, counts, columns, told),
                start());
    }

    /** How many rows have which value, for columns of the counts from a place on. */
    private static Map<String, Map<String, Long>> tallies(List<String> names, List<Row> counts, int from, int count) {
        Map<String, Map<String, Long>> tallies = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            int at = from + i;
            Map<String, Long> tally = new TreeMap<>();
            counts.forEach(row -> tally.merge(row.getString(at), row.getLong(count), Long::sum));
            tallies.put(names.get(i), tally);
        }
        return tallies;
    }

    /** The columns with disclosure codes, as far as they are declared. */
    private List<String> flags(List<String> declared) {
        return source.source().suppressed().stream()
                .flatMap(rule -> Stream.concat(Stream.of(rule), rule.also().stream()))
                .map(Suppression::column)
                .filter(declared::contains)
                .distinct()
                .toList();
    }

    private void refuse(String trouble) {
        throw new DataException(
                "Source %s: withheld cells cannot be %s: %s. Mend the cells, or the hierarchies (complete = false where children need not add up), or set method = missing"
                        .formatted(
                                source.source().name(),
                                treatment.method() == Method.IMPUTED ? "imputed" : "bounded",
                                trouble));
    }

    private String start() {
        if (treatment.method() != Method.IMPUTED) {
            return "";
        }
        String classes = Stream.concat(
                        treatment.classes().stream().map(c -> "the size class (%s)".formatted(c.column())),
                        treatment.counts().stream().map(c -> "what establishments by size leave"))
                .collect(Collectors.joining(" and "));
        String weight = treatment
                .weight()
                .map(w -> "%s × what one has in published cells of the code".formatted(w))
                .orElse("the same value for all");
        return classes.isEmpty() ? weight : "the middle of " + classes + ", without one " + weight;
    }

    private static Column named(String column) {
        return col(Columns.quoted(column));
    }
}
