package org.agglo.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default country against the paper: near its Table 1, Figure 1 and ranking, with a truth that can be recovered. */
class ChinaProvincesTest {
    /** Table 1's means and standard deviations within a tenth, its ends within a third: the draw is near, not equal. */
    private static final double MOMENTS = 0.10;

    private static final double ENDS = 0.34;

    /** 97.5 % quantile of t with 29 degrees of freedom, for 30 clusters. */
    private static final double T = 2.045;

    private static Drawn country;

    @BeforeAll
    static void draw() {
        country = Drawn.of(SimulationReader.read(Confs.CHINA));
    }

    @ParameterizedTest
    @CsvSource({
        "pat, 26828, 46242, 79, 269944",
        "maggl, 1.031, 0.908, 0.0642, 4.795",
        "pgdp, 36826, 22919, 5052, 118198",
        "gov, 0.214, 0.0941, 0.0798, 0.627",
        "urb, 0.519, 0.137, 0.268, 0.896",
        "open, 0.313, 0.351, 0.0142, 1.58"
    })
    void theVariablesAreNearTable1(String name, double mean, double deviation, double min, double max) {
        double[] values = Arrays.stream(country.values(name))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
        double squares = Arrays.stream(values)
                .map(x -> Math.pow(x - all.getAverage(), 2))
                .sum();
        assertThat(values).hasSize(360);
        assertThat(all.getAverage()).as("mean").isCloseTo(mean, within(MOMENTS * mean));
        assertThat(Math.sqrt(squares / 359)).as("standard deviation").isCloseTo(deviation, within(MOMENTS * deviation));
        assertThat(all.getMin()).as("minimum").isCloseTo(min, within(ENDS * min));
        assertThat(all.getMax()).as("maximum").isCloseTo(max, within(ENDS * max));
    }

    @Test
    void theRankingIsThePapers() {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int p = 0; p < 30; p++) {
            means.put(country.spec().regions().get(p).name(), mean(country.values("maggl")[p], 0, 12));
        }
        List<String> ranking = means.keySet().stream()
                .sorted(Comparator.comparing(name -> -means.get(name)))
                .toList();
        assertThat(ranking).startsWith("Jiangsu", "Guangdong", "Shanghai", "Zhejiang", "Tianjin");
        assertThat(ranking).endsWith("Yunnan", "Hainan");
        assertThat(ranking.stream().filter(name -> means.get(name) > 1))
                .containsExactlyInAnyOrder(
                        "Tianjin", "Liaoning", "Shanghai", "Jiangsu", "Zhejiang", "Fujian", "Shandong", "Guangdong");
    }

    @Test
    void theRegionsMoveAsInFigure1() {
        double[] east = average("east");
        double[] central = average("central");
        double[] west = average("west");
        assertThat(Arrays.stream(east).min().orElseThrow()).as("east").isGreaterThan(1.5);
        assertThat(mean(east, 9, 12)).as("east falls").isLessThan(mean(east, 0, 3) - 0.05);
        assertThat(mean(central, 1, 12)).as("central").isCloseTo(0.62, within(0.04));
        assertThat(mean(central, 9, 12)).as("central rises after 2010").isGreaterThan(central[5] + 0.05);
        assertThat(mean(west, 1, 12)).as("west").isCloseTo(0.48, within(0.05));
        assertThat(mean(west, 9, 12)).as("west falls a little").isLessThan(mean(west, 0, 3));
    }

    @Test
    void bothEffectsRecoverTheTruthAndYearEffectsDoNot() {
        OlsCheck both = OlsCheck.fit(country, "two");
        OlsCheck year = OlsCheck.fit(country, "year");
        for (int k = 0; k < SimulationSpec.VARIABLES.size(); k++) {
            double slope = slope(k).slope();
            assertThat(both.coefficients()[k])
                    .as(SimulationSpec.VARIABLES.get(k))
                    .isCloseTo(slope, within(T * both.standardErrors()[k]));
        }
        assertThat(year.coefficients()[0]).as("maggl under year effects").isGreaterThan(0.35);
        assertThat(both.coefficients()[0]).as("maggl under both").isBetween(0.03, 0.2);
        assertThat(year.coefficients()[0] - T * year.standardErrors()[0])
                .as("lower end of maggl's interval under year effects")
                .isGreaterThan(slope(0).slope());
    }

    @Test
    void theIntervalsHoldTheTruthAboutAsOftenAsTheySay(@TempDir Path folder) {
        int held = 0;
        int seeds = 40;
        for (int seed = 1; seed <= seeds; seed++) {
            OlsCheck both = OlsCheck.fit(Drawn.of(Confs.china(folder, seed)), "two");
            for (int k = 0; k < SimulationSpec.VARIABLES.size(); k++) {
                double miss = Math.abs(both.coefficients()[k] - slope(k).slope());
                held += miss < T * both.standardErrors()[k] ? 1 : 0;
            }
        }
        assertThat(held / (5.0 * seeds))
                .as("share of 95 % intervals that hold the truth")
                .isBetween(0.89, 0.99);
    }

    @Test
    void rowsAndDirtAreAboutWhatWasAsked() {
        assertThat(country.totals().clean()).isBetween(196_000L, 204_000L);
        double dirt = country.totals().rows() - country.totals().clean();
        assertThat(dirt / country.totals().clean())
                .as("one bad row in a thousand")
                .isCloseTo(0.001, within(0.0003));
    }

    private static OutcomeSpec.Slope slope(int variable) {
        return country.spec().outcome().slopes().get(SimulationSpec.VARIABLES.get(variable));
    }

    private static double[] average(String group) {
        double[] sums = new double[12];
        int count = 0;
        for (int p = 0; p < 30; p++) {
            if (country.spec().regions().get(p).group().equals(group)) {
                count++;
                for (int t = 0; t < 12; t++) {
                    sums[t] += country.values("maggl")[p][t];
                }
            }
        }
        int regions = count;
        return Arrays.stream(sums).map(sum -> sum / regions).toArray();
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElseThrow();
    }
}
