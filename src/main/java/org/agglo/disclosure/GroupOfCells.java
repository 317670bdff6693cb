package org.agglo.disclosure;

import static org.agglo.disclosure.TreatmentReport.BOUNDED;
import static org.agglo.disclosure.TreatmentReport.DEDUCED;
import static org.agglo.disclosure.TreatmentReport.IMPUTED;
import static org.agglo.disclosure.TreatmentReport.MISSING;
import static org.agglo.disclosure.TreatmentReport.NO_PARENT;
import static org.agglo.disclosure.TreatmentReport.PUBLISHED;
import static org.agglo.disclosure.TreatmentReport.UNBOUNDED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.agglo.disclosure.SizeClasses.Range;
import org.agglo.disclosure.Treatment.Method;
import org.agglo.ingest.Checked;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows that are tied to each other, treated column by column. */
final class GroupOfCells {
    private final Plan plan;
    private final List<Row> rows;
    private final List<String[]> keys = new ArrayList<>();
    private final List<Family> families;
    private String trouble;

    GroupOfCells(Plan plan, List<Row> rows) {
        this.plan = plan;
        this.rows = rows;
        for (Row row : rows) {
            keys.add(Arrays.stream(plan.keys())
                    .mapToObj(place -> String.valueOf(row.get(place)))
                    .toArray(String[]::new));
        }
        this.families = Ties.families(keys, plan.at(), plan.trees(), plan.complete());
    }

    /** The rows with their new cells: for each treated column low, high, flag and what was done; then what is wrong. */
    Iterator<Row> rows() {
        List<Object[]> wide = rows.stream().map(plan::widened).toList();
        for (int k = 0; k < plan.values().length; k++) {
            treat(k, wide);
        }
        Object[] first = wide.get(0);
        first[first.length - 1] = trouble;
        return wide.stream().map(RowFactory::create).iterator();
    }

    private void treat(int k, List<Object[]> wide) {
        Cells cells = cells(k);
        Solved solved = Solved.of(cells, plan.method(), () -> starts(k, cells));
        solved.trouble().filter(t -> trouble == null).ifPresent(t -> trouble = text(k, t));
        for (int i = 0; i < rows.size(); i++) {
            double value = solved.values()[i];
            String how = how(cells, i, value);
            int from = plan.columns() + 4 * k;
            wide.get(i)[plan.values()[k]] = Double.isNaN(value) ? null : value;
            boolean bounds = !how.equals(MISSING);
            wide.get(i)[from] = bounds ? solved.low()[i] : null;
            wide.get(i)[from + 1] = bounds && Double.isFinite(solved.high()[i]) ? solved.high()[i] : null;
            wide.get(i)[from + 2] = flag(how, Double.isNaN(value));
            wide.get(i)[from + 3] = how;
        }
    }

    private double flag(String how, boolean none) {
        boolean untouched = how.equals(PUBLISHED) || how.equals(MISSING);
        return untouched || (none && plan.method() == Method.IMPUTED) ? 0.0 : 1.0;
    }

    private String how(Cells cells, int i, double value) {
        if (cells.known(i)) {
            return PUBLISHED;
        }
        if (cells.absent(i)) {
            return MISSING;
        }
        if (cells.exact(i)) {
            return DEDUCED;
        }
        if (plan.method() == Method.IMPUTED) {
            return Double.isNaN(value) ? NO_PARENT : IMPUTED;
        }
        return Double.isFinite(cells.high()[i]) ? BOUNDED : UNBOUNDED;
    }

    private Cells cells(int k) {
        int n = rows.size();
        double[] value = new double[n];
        boolean[] withheld = new boolean[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            Row row = rows.get(i);
            value[i] = number(row, plan.values()[k]);
            withheld[i] = Double.isNaN(value[i]) && row.getBoolean(plan.suppressed());
            Range range = withheld[i] ? range(row, k) : null;
            low[i] = range == null ? 0 : range.low();
            high[i] = range == null ? Double.POSITIVE_INFINITY : range.high();
        }
        return Cells.of(value, withheld, low, high, families);
    }

    /** What the publisher says of a withheld cell: its size class and its establishments by size; null if nothing. */
    private Range range(Row row, int k) {
        Range sized =
                plan.counts() != null && plan.counts().of() == k ? plan.counts().range(row) : null;
        if (plan.classed() != k || row.isNullAt(plan.sizeClass())) {
            return sized;
        }
        Range named = plan.classes().get(String.valueOf(row.get(plan.sizeClass())));
        if (named == null || sized == null) {
            return named == null ? sized : named;
        }
        return new Range(Math.max(named.low(), sized.low()), Math.min(named.high(), sized.high()));
    }

    private double[] starts(int k, Cells cells) {
        double[] middle = new double[rows.size()];
        double[] weight = plan.weight() < 0 ? null : new double[rows.size()];
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Range range = cells.known(i) ? null : range(rows.get(i), k);
            middle[i] =
                    range == null || Double.isInfinite(range.high()) ? Double.NaN : (range.low() + range.high()) / 2;
            if (weight != null) {
                weight[i] = number(rows.get(i), plan.weight());
            }
            codes.add(keys.get(i)[plan.at()[0]]);
        }
        return Starts.of(cells, middle, weight, codes, plan.trees().get(0));
    }

    private static double number(Row row, int place) {
        return row.isNullAt(place) ? Double.NaN : ((Number) row.get(place)).doubleValue();
    }

    private String text(int k, Contradiction at) {
        Row row = rows.get(at.cell());
        String in = at.hierarchy() < 0
                ? ""
                : " (hierarchy %s)".formatted(plan.hierarchies().get(at.hierarchy()));
        return "%s at %s %s%s, %s:%d"
                .formatted(
                        plan.names().get(k),
                        String.join(", ", keys.get(at.cell())),
                        at.what(),
                        in,
                        row.getAs(Checked.FILE),
                        row.<Long>getAs(Checked.ROW));
    }
}
