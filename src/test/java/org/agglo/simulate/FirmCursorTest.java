package org.agglo.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirmCursorTest {
    private static final Layout LAYOUT =
            LayoutBuilder.build(Confs.small(), VariablePaths.draw(Confs.small(), SimulationSpec.MAGGL));

    @Test
    void anyCutGivesTheSameFirms() {
        List<String> whole = rows(2, 0, LAYOUT.firms());
        for (long cut : new long[] {1, 17, 100, LAYOUT.firms() / 2, LAYOUT.firms() - 1}) {
            List<String> parts = rows(2, 0, cut);
            parts.addAll(rows(2, cut, LAYOUT.firms()));
            assertThat(parts).as("cut before firm %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void aFirmKeepsItsCountyAndIndustryAndComesOnce() {
        Map<Long, String> firms = new HashMap<>();
        Map<Long, List<Integer>> years = new HashMap<>();
        for (int year = 0; year < LAYOUT.years(); year++) {
            FirmCursor cursor = new FirmCursor(LAYOUT, year, 0, LAYOUT.firms());
            while (cursor.next()) {
                String self = cursor.county() + " " + cursor.industry();
                assertThat(firms.merge(cursor.firm(), self, (a, b) -> a)).isEqualTo(self);
                years.computeIfAbsent(cursor.firm(), firm -> new ArrayList<>()).add(year);
            }
        }
        assertThat(years)
                .allSatisfy((firm, list) -> assertThat(list.get(list.size() - 1) - list.get(0))
                        .as("firm %d exists without a break", firm)
                        .isEqualTo(list.size() - 1));
        assertThat(years.values()).as("some enter late").anyMatch(list -> list.get(0) > 0);
        assertThat(years.values()).as("some leave early").anyMatch(list -> list.get(list.size() - 1) < 5);
        assertThat(years).as("every firm exists some year").hasSize((int) LAYOUT.firms());
    }

    @Test
    void everyRegionHasBothSectorsEveryYear() {
        for (int year = 0; year < LAYOUT.years(); year++) {
            Set<String> there = new HashSet<>();
            FirmCursor cursor = new FirmCursor(LAYOUT, year, 0, LAYOUT.firms());
            while (cursor.next()) {
                there.add(cursor.region() + " " + cursor.manufacturing());
                int division = cursor.industry() / 100;
                assertThat(division >= 13 && division <= 43).isEqualTo(cursor.manufacturing());
                assertThat(cursor.employment()).isPositive();
            }
            assertThat(there).hasSize(12);
        }
    }

    @Test
    void lifespansHaveTheSharesTheyPromise() {
        double[] alive = Lifespans.alive(6, 0.3, 0.2);
        double[] counted = new double[6];
        int n = 400;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int first = Lifespans.first((i + 0.5) / n, 6, 0.3);
                int last = Math.max(first, Lifespans.last((j + 0.5) / n, 6, 0.2));
                for (int t = first; t <= last; t++) {
                    counted[t] += 1.0 / n / n;
                }
            }
        }
        assertThat(alive).containsExactly(counted, within(1e-9));
        assertThat(Lifespans.alive(1, 0.3, 0.2)).containsExactly(1);
    }

    @Test
    void partsAddUpAndFollowTheirWeights() {
        assertThat(Apportion.largestRemainder(10, new double[] {1, 1, 1})).containsExactly(4, 3, 3);
        assertThat(Apportion.largestRemainder(7, new double[] {5, 1, 1})).containsExactly(5, 1, 1);
        assertThat(Apportion.largestRemainder(0, new double[] {5, 1})).containsExactly(0, 0);
    }

    @Test
    void sizesAverageOneAndAreSkewed() {
        double[] sizes = Draws.logNormalTable(1.2, 1 << 14);
        double sum = 0;
        for (double size : sizes) {
            sum += size;
        }
        assertThat(sum / sizes.length).isCloseTo(1, within(1e-12));
        assertThat(sizes[1 << 13]).as("median").isCloseTo(Math.exp(-0.72), within(0.01));
    }

    private static List<String> rows(int year, long start, long end) {
        List<String> rows = new ArrayList<>();
        FirmCursor cursor = new FirmCursor(LAYOUT, year, start, end);
        while (cursor.next()) {
            rows.add(cursor.firm() + " " + cursor.county() + " " + cursor.industry() + " " + cursor.employment() + " "
                    + cursor.moreBits());
        }
        return rows;
    }
}
