package org.agglo.contract;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Holds tables against contracts. All rules that look at one row by itself take one job together; each rule on keys, sums or
 * periods one of its own; and each broken rule one more, for its first places.
 */
public final class Court {
    private static final int FIRST = 5;

    private final Judged table;
    private final Map<String, Dataset<Row>> others;

    private Court(Judged table, Map<String, Dataset<Row>> others) {
        this.table = table;
        this.others = others;
    }

    /**
     * The verdicts on a table, one for each rule, in the order of the contracts.
     *
     * @param contracts those of this table
     * @param others used rows by source, for rules that compare
     * @throws DataException if a column is not there
     */
    public static List<Verdict> judge(Judged table, List<Contract> contracts, Map<String, Dataset<Row>> others) {
        return contracts.isEmpty() ? List.of() : new Court(table, others).judge(contracts);
    }

    /**
     * Stops at broken contracts.
     *
     * @throws DataException with every broken rule of severity {@link Severity#ERROR}
     */
    public static void enforce(List<Verdict> verdicts) {
        List<String> broken = verdicts.stream()
                .filter(verdict -> verdict.severity() == Severity.ERROR && !verdict.kept())
                .map(verdict -> verdict.origin() + ": " + verdict.sentence())
                .toList();
        if (!broken.isEmpty()) {
            throw new DataException("%s broken. Mend the data, or set severity = warn%n%s"
                    .formatted(
                            broken.size() == 1 ? "A contract is" : broken.size() + " contracts are",
                            String.join("\n", broken)));
        }
    }

    private List<Verdict> judge(List<Contract> contracts) {
        List<Case> cases = new ArrayList<>();
        contracts.forEach(contract -> contract.rules().forEach(rule -> cases.add(new Case(contract, rule))));
        List<Verdict> verdicts = new ArrayList<>();
        long[][] counts = rowCounts(cases);
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            verdicts.add(one.rule().byRow() ? byRow(one, counts[i]) : grouped(one));
        }
        return verdicts;
    }

    private record Case(Contract contract, Rule rule) {
        Verdict verdict(long checked, long failing, List<String> first) {
            return new Verdict(
                    contract.name(),
                    contract.of(),
                    rule.words(),
                    contract.severity(),
                    checked,
                    failing,
                    first,
                    contract.origin());
        }
    }

    /** For each case the rows looked at and those that fail; zeros for a case that is not by row. */
    private long[][] rowCounts(List<Case> cases) {
        long[][] counts = new long[cases.size()][2];
        List<Column> aggregates = new ArrayList<>(List.of(count(lit(1))));
        for (Case one : cases) {
            Column looked = one.rule().byRow() ? where(one.contract()) : lit(false);
            aggregates.add(count_if(looked));
            aggregates.add(one.rule().byRow() ? count_if(looked.and(fails(one.rule()))) : count_if(lit(false)));
        }
        if (cases.stream().noneMatch(one -> one.rule().byRow())) {
            return counts;
        }
        Row row = Jobs.named(
                table.rows().sparkSession(),
                table.name() + ": contracts",
                () -> table.rows().select(aggregates.toArray(Column[]::new)).first());
        for (int i = 0; i < counts.length; i++) {
            counts[i][0] = row.getLong(2 * i + 1);
            counts[i][1] = row.getLong(2 * i + 2);
        }
        return counts;
    }

    private Verdict byRow(Case one, long[] counts) {
        List<String> first = new ArrayList<>();
        if (counts[1] > 0) {
            Column value = named(column(one.rule())).cast(DataTypes.StringType);
            Dataset<Row> failing = table.rows()
                    .where(where(one.contract()).and(fails(one.rule())))
                    .orderBy(table.order().stream().map(Court::named).toArray(Column[]::new))
                    .select(table.place(), value)
                    .limit(FIRST);
            boolean shown = !(one.rule() instanceof Rule.NotNull);
            failing.collectAsList()
                    .forEach(row -> first.add(shown ? row.getString(0) + " has " + row.get(1) : row.getString(0)));
        }
        return one.verdict(counts[0], counts[1], first);
    }

    private Verdict grouped(Case one) {
        Dataset<Row> looked =
                new Groupings(table, others).of(one.rule(), table.rows().where(where(one.contract())));
        Row counts = Jobs.named(
                looked.sparkSession(),
                table.name() + ": contract " + one.contract().name(),
                () -> looked.select(count(col(Groupings.FAILS)), count_if(col(Groupings.FAILS)))
                        .first());
        List<String> first = new ArrayList<>();
        if (counts.getLong(1) > 0) {
            looked.where(col(Groupings.FAILS))
                    .orderBy(Groupings.PLACE)
                    .limit(FIRST)
                    .collectAsList()
                    .forEach(row -> first.add(Groupings.text(one.rule(), row)));
        }
        return one.verdict(counts.getLong(0), counts.getLong(1), first);
    }

    private static Column where(Contract contract) {
        return contract.where().entrySet().stream()
                .map(entry -> coalesce(
                        named(entry.getKey())
                                .cast(DataTypes.StringType)
                                .isin(entry.getValue().toArray()),
                        lit(false)))
                .reduce(Column::and)
                .orElse(lit(true));
    }

    private static Column fails(Rule rule) {
        Column value = named(column(rule));
        if (rule instanceof Rule.NotNull) {
            return value.isNull();
        }
        Column fails = rule instanceof Rule.Range range
                ? not(value.between(range.low(), range.high()))
                : not(value.cast(DataTypes.StringType)
                        .isin(((Rule.Accepted) rule).values().toArray()));
        return coalesce(fails, lit(false));
    }

    private static String column(Rule rule) {
        if (rule instanceof Rule.NotNull notNull) {
            return notNull.column();
        }
        return rule instanceof Rule.Range range ? range.column() : ((Rule.Accepted) rule).column();
    }

    static Column named(String column) {
        return col(Columns.quoted(column));
    }
}
