package org.agglo.simulate;

import java.util.ArrayList;
import java.util.List;
import org.agglo.simulate.Draws.Purpose;

/** Spreads employment over regions, sectors and years, and firms over counties, as {@link FirmSpec} says. */
final class LayoutBuilder {
    /** A region's share of jobs in manufacturing lies within these, whatever its quotient. */
    private static final double LEAST_SHARE = 1e-6;

    private static final double GREATEST_SHARE = 0.95;
    private static final int SIZE_CLASSES = 1 << 14;
    private static final int NOISE_CLASSES = 1 << 12;
    private static final double COUNTY_SIGMA = 0.6;
    private static final int MOST_COUNTIES = 9_999;

    private final SimulationSpec spec;
    private final FirmSpec firms;
    private final int regions;
    private final double[] weights;

    private LayoutBuilder(SimulationSpec spec) {
        this.spec = spec;
        this.firms = spec.firms();
        this.regions = spec.regions().size();
        double sum = spec.regions().stream().mapToDouble(RegionSpec::weight).sum();
        this.weights = spec.regions().stream()
                .mapToDouble(region -> region.weight() / sum)
                .toArray();
    }

    /** The layout for quotients aimed at, regions × years. */
    static Layout build(SimulationSpec spec, double[][] maggl) {
        return new LayoutBuilder(spec).layout(maggl);
    }

    private Layout layout(double[][] maggl) {
        double[][] jobs = jobs(maggl);
        double[] alive = Lifespans.alive(spec.years(), firms.entry(), firms.exit());
        long[] numbers = numbers(jobs, alive);
        Counties counties = counties(numbers);
        return new Layout(
                spec.seed(),
                spec.from(),
                spec.years(),
                firms.entry(),
                firms.exit(),
                counties.codes.stream().mapToInt(Integer::intValue).toArray(),
                counties.region.stream().mapToInt(Integer::intValue).toArray(),
                longs(counties.start),
                longs(counties.manufacturing),
                longs(counties.firstManufacturing),
                longs(counties.firstOther),
                scale(jobs, numbers, alive),
                Draws.logNormalTable(firms.sizeSigma(), SIZE_CLASSES),
                Draws.logNormalTable(firms.yearNoise(), NOISE_CLASSES),
                IndustryCodes.table());
    }

    /** Share of national jobs, (2 region + sector) × years. */
    private double[][] jobs(double[][] maggl) {
        double[][] jobs = new double[2 * regions][spec.years()];
        for (int p = 0; p < regions; p++) {
            for (int t = 0; t < spec.years(); t++) {
                double share = firms.manufacturingShare() * maggl[p][t];
                share = Math.min(GREATEST_SHARE, Math.max(LEAST_SHARE, share));
                jobs[2 * p][t] = weights[p] * share;
                jobs[2 * p + 1][t] = weights[p] * (1 - share);
            }
        }
        return jobs;
    }

    /** Number of firms by 2 region + sector, so that about the rows asked for come out. */
    private long[] numbers(double[][] jobs, double[] alive) {
        double[] perJob = new double[jobs.length];
        for (int c = 0; c < jobs.length; c++) {
            perJob[c] = mean(jobs[c]) / (c % 2 == 0 ? firms.manufacturingSize() : firms.otherSize());
        }
        double asked = spec.rows() / sum(alive);
        double perUnit = asked / sum(perJob);
        long[] numbers = new long[jobs.length];
        for (int c = 0; c < jobs.length; c++) {
            numbers[c] = Math.max(firms.minimum(), Math.round(perUnit * perJob[c]));
        }
        return numbers;
    }

    /** Mean employment that gives each cell its jobs from the firms alive. */
    private double[][] scale(double[][] jobs, long[] numbers, double[] alive) {
        double people = 0;
        double perPerson = 0;
        for (int c = 0; c < jobs.length; c++) {
            people += numbers[c] * (c % 2 == 0 ? firms.manufacturingSize() : firms.otherSize());
            perPerson += mean(jobs[c]);
        }
        double[][] scale = new double[jobs.length][spec.years()];
        for (int c = 0; c < jobs.length; c++) {
            for (int t = 0; t < spec.years(); t++) {
                scale[c][t] = jobs[c][t] * people / perPerson / numbers[c];
            }
        }
        for (int t = 0; t < alive.length; t++) {
            for (int c = 0; c < jobs.length; c++) {
                scale[c][t] /= alive[t] / mean(alive);
            }
        }
        return scale;
    }

    private Counties counties(long[] numbers) {
        Counties counties = new Counties();
        long firm = 0;
        for (int p = 0; p < regions; p++) {
            int count = (int) Math.max(1, Math.round(firms.counties() * weights[p]));
            if (count > MOST_COUNTIES) {
                throw new IllegalArgumentException(
                        "Region %s would have %d counties, more than the %d codes there are; set firms.counties lower"
                                .formatted(spec.regions().get(p).name(), count, MOST_COUNTIES));
            }
            double[] size = new double[count];
            double[] tilted = new double[count];
            for (int k = 0; k < count; k++) {
                size[k] = StrictMath.exp(COUNTY_SIGMA * Draws.normal(spec.seed(), Purpose.COUNTY_WEIGHT, p, k));
                tilted[k] = size[k]
                        * StrictMath.exp(firms.countyTilt() * Draws.normal(spec.seed(), Purpose.COUNTY_TILT, p, k));
            }
            long[] manufacturing = Apportion.largestRemainder(numbers[2 * p], tilted);
            long[] others = Apportion.largestRemainder(numbers[2 * p + 1], size);
            firm = counties.add(p, spec.regions().get(p).code(), firm, manufacturing, others);
        }
        counties.start.add(firm);
        return counties;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double mean(double[] values) {
        return sum(values) / values.length;
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    /** The layout's county columns while they grow. */
    private static final class Counties {
        private static final int COUNTIES_IN_PREFECTURE = 20;
        private static final int PREFECTURES = 99;

        private final List<Integer> codes = new ArrayList<>();
        private final List<Integer> region = new ArrayList<>();
        private final List<Long> start = new ArrayList<>();
        private final List<Long> manufacturing = new ArrayList<>();
        private final List<Long> firstManufacturing = new ArrayList<>();
        private final List<Long> firstOther = new ArrayList<>();

        /** Adds a region's counties and returns the number of the firm after its last. */
        private long add(int p, int regionCode, long firm, long[] inManufacturing, long[] others) {
            long manufacturingBefore = 0;
            long othersBefore = 0;
            for (int k = 0; k < others.length; k++) {
                codes.add(regionCode * 10_000 + countyNumber(k, others.length));
                region.add(p);
                start.add(firm);
                manufacturing.add(inManufacturing[k]);
                firstManufacturing.add(manufacturingBefore);
                firstOther.add(othersBefore);
                manufacturingBefore += inManufacturing[k];
                othersBefore += others[k];
                firm += inManufacturing[k] + others[k];
            }
            return firm;
        }

        /** Two digits of the prefecture and two of the county, from 0101 on; plain numbers where those do not reach. */
        private static int countyNumber(int k, int count) {
            return count > COUNTIES_IN_PREFECTURE * PREFECTURES
                    ? k + 1
                    : 100 * (k / COUNTIES_IN_PREFECTURE + 1) + k % COUNTIES_IN_PREFECTURE + 1;
        }
    }
}
