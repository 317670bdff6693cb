package org.agglo.regression;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What models on the same rows share: columns, levels, and for the same effects what these leave of each column. */
final class SharedRows {
    private final JointRows joint;
    private final int[] rows;
    private final Map<String, double[]> columns = new HashMap<>();
    private final Map<String, Category> categories = new HashMap<>();
    private final Map<String, double[]> made = new HashMap<>();
    private final Map<List<EffectTerm>, Absorber> absorbers = new HashMap<>();
    private Weights weights;

    SharedRows(JointRows joint, int[] rows) {
        this.joint = joint;
        this.rows = rows;
    }

    /** Some of them, by their numbers among these. */
    SharedRows only(int[] some) {
        int[] own = new int[some.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = rows[some[i]];
        }
        return joint.shared(own);
    }

    /** The sample of a model, before it is written out. */
    Sample sample(Request request, Map<String, Long> dropped) {
        double[][] values = request.values().stream()
                .map(value -> column(value.root().label()))
                .toArray(double[][]::new);
        Map<String, double[]> slopes = new LinkedHashMap<>();
        request.slopes().forEach(name -> slopes.put(name, column(new Node.Name(name, 0).label())));
        Map<String, Category> levels = new LinkedHashMap<>();
        request.levelled().forEach(name -> levels.put(name, category(name)));
        for (List<String> combined : request.combined()) {
            Category both = categories.computeIfAbsent(
                    String.join("^", combined),
                    name -> Category.combined(combined.stream().map(levels::get).toList()));
            levels.put(both.name(), both);
        }
        long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new Sample(
                request.formula(),
                values,
                slopes,
                request.weighting(),
                weights(request.weighting()),
                levels,
                new RegressionSummary.Sample(rows.length + lost, rows.length, dropped));
    }

    /** Columns that terms standing for several were written out as, by label. */
    Map<String, double[]> made() {
        return made;
    }

    /** Of the effects of a sample of these rows, remembering what it swept. */
    Absorber absorber(List<EffectTerm> effects, Sample sample) {
        return absorbers.computeIfAbsent(
                effects, terms -> new Remembering(Absorbers.of(sample.effects(terms), sample.weights())));
    }

    private double[] column(String label) {
        return columns.computeIfAbsent(label, name -> {
            double[] all = joint.number(name);
            double[] some = new double[rows.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = all[rows[i]];
            }
            return some;
        });
    }

    private Category category(String name) {
        return categories.computeIfAbsent(name, key -> joint.category(key).rows(rows));
    }

    private Weights weights(Optional<Weighting> weighting) {
        if (weights == null) {
            weights = weighting
                    .map(weight -> Weights.of(
                            weight.kind(), column(weight.expression().root().label())))
                    .orElse(Weights.NONE);
        }
        return weights;
    }
}
