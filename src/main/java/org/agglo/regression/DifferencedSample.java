package org.agglo.regression;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.agglo.regression.FirstDifference.Gaps;

/**
 * A sample of differences, each between a row of a unit and that unit's row before it. A difference has the levels of its later
 * row.
 */
final class DifferencedSample {
    private final Sample sample;
    private final Category unit;
    private final Category time;
    private final Timeline timeline;
    private final Gaps gaps;

    /** By row: the row before it, −1 if it is the first of its unit, −2 if there is a gap. */
    private final int[] before;

    private DifferencedSample(Sample sample, Category unit, Category time, Gaps gaps) {
        this.sample = sample;
        this.unit = unit;
        this.time = time;
        this.timeline = Timeline.of(time);
        this.gaps = gaps;
        this.before = new int[sample.rows()];
    }

    /** @throws NotEstimableException if a unit has two rows in a period */
    static Sample of(Sample sample, Category unit, Category time, Gaps gaps) {
        DifferencedSample differenced = new DifferencedSample(sample, unit, time, gaps);
        int[][] rows = Levels.rows(unit.codes(), unit.levels());
        for (int level = 0; level < rows.length; level++) {
            differenced.link(level, rows[level]);
        }
        return differenced.sample();
    }

    private void link(int level, int[] rows) {
        int[] order = Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> timeline.place(time.codes()[row])))
                .mapToInt(Integer::intValue)
                .toArray();
        before[order[0]] = -1;
        for (int i = 1; i < order.length; i++) {
            int period = time.codes()[order[i]];
            int last = time.codes()[order[i - 1]];
            if (period == last) {
                throw new NotEstimableException(
                        "First differences: %s %s has two rows in %s %s; a unit needs one row a period"
                                .formatted(
                                        unit.name(),
                                        unit.labels().get(level),
                                        time.name(),
                                        time.labels().get(period)));
            }
            before[order[i]] = gaps == Gaps.ADJACENT || timeline.next(last, period) ? order[i - 1] : -2;
        }
    }

    private Sample sample() {
        int[] later = IntStream.range(0, before.length)
                .filter(row -> before[row] >= 0)
                .toArray();
        double[][] values = new double[sample.regressors().length + 1][];
        for (int j = 0; j < values.length; j++) {
            double[] column = j == 0 ? sample.outcome() : sample.regressors()[j - 1];
            values[j] = Arrays.stream(later)
                    .mapToDouble(row -> column[row] - column[before[row]])
                    .toArray();
        }
        Map<String, Category> categories = new LinkedHashMap<>();
        sample.categories().forEach((name, category) -> categories.put(name, category.rows(later)));
        Map<String, Long> dropped = new LinkedHashMap<>(sample.counts().dropped());
        count(dropped, -1, "the first of their " + unit.name());
        count(dropped, -2, "after a gap in " + time.name());
        return sample.made(
                values, categories, new RegressionSummary.Sample(sample.counts().rows(), later.length, dropped));
    }

    private void count(Map<String, Long> dropped, int mark, String reason) {
        long number = Arrays.stream(before).filter(row -> row == mark).count();
        if (number > 0) {
            dropped.put(reason, number);
        }
    }
}
