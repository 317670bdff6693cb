package org.agglo.regression;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.regression.Vcov.Kernel;
import org.agglo.regression.Vcov.Spatial;

/**
 * The meat of scores that are correlated over space: Σ_i Σ_j K(d_ij)·s_i·s_j', d_ij the great-circle distance, K = 1 up to the
 * cutoff, or 1 − d/cutoff (Conley 1999, <i>Journal of Econometrics</i> 92(1), 1–45). With periods, rows of different periods are
 * not correlated (Hsiang 2010, <i>PNAS</i> 107(35), 15367–15372).
 */
final class SpatialMeat {
    /** The Earth's mean radius in kilometres, (2a + b)/3 of the WGS 84 ellipsoid. */
    static final double RADIUS = 6371.0088;

    private final Spatial spatial;
    private final double[][] sums;
    private final double[] latitudes;
    private final double[] longitudes;
    private final int[] periods;

    /**
     * Rows of one place and period are summed first; places are taken in the order of their latitudes.
     *
     * @param scores (p, n)
     * @param time null if all rows are of one period
     */
    SpatialMeat(String spec, Spatial spatial, double[][] scores, Category latitude, Category longitude, Category time) {
        this.spatial = spatial;
        double[] north = degrees(spec, latitude, 90);
        double[] east = degrees(spec, longitude, 360);
        Category cells =
                Category.combined(time == null ? List.of(latitude, longitude) : List.of(latitude, longitude, time));
        int[] rows = Arrays.stream(Levels.rows(cells.codes(), cells.levels()))
                .mapToInt(of -> of[0])
                .toArray();
        int[] order = IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> north[latitude.codes()[rows[cell]]]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] summed = PairSums.byRow(RowSandwich.sums(scores, cells.codes(), cells.levels()));
        this.sums = Arrays.stream(order).mapToObj(cell -> summed[cell]).toArray(double[][]::new);
        this.latitudes = Arrays.stream(order)
                .mapToDouble(cell -> Math.toRadians(north[latitude.codes()[rows[cell]]]))
                .toArray();
        this.longitudes = Arrays.stream(order)
                .mapToDouble(cell -> Math.toRadians(east[longitude.codes()[rows[cell]]]))
                .toArray();
        this.periods = Arrays.stream(order)
                .map(cell -> time == null ? 0 : time.codes()[rows[cell]])
                .toArray();
    }

    private static double[] degrees(String spec, Category column, double most) {
        double[] degrees = column.numbers();
        if (degrees == null) {
            throw new IllegalArgumentException(
                    "%s: %s has to be a number of degrees; it is text".formatted(spec, column.name()));
        }
        for (double degree : degrees) {
            if (!(Math.abs(degree) <= most)) {
                throw new IllegalArgumentException("%s: %s reaches %s; %s are degrees from -%.0f to %.0f"
                        .formatted(spec, column.name(), degree, most == 90 ? "latitudes" : "longitudes", most, most));
            }
        }
        return degrees;
    }

    /** Adds the meat. */
    void addTo(PairSums pairs) {
        double[] cosines = Arrays.stream(latitudes).map(Math::cos).toArray();
        double band = spatial.cutoff() / RADIUS * (1 + 1e-12);
        int size = sums.length == 0 ? 0 : sums[0].length;
        for (int i = 0; i < sums.length; i++) {
            pairs.add(sums[i]);
            double[] near = new double[size];
            boolean some = false;
            for (int j = i + 1; j < sums.length && latitudes[j] - latitudes[i] <= band; j++) {
                if (periods[i] == periods[j]) {
                    double weight = weight(distance(i, j, cosines));
                    if (weight > 0) {
                        some = true;
                        for (int m = 0; m < size; m++) {
                            near[m] += weight * sums[j][m];
                        }
                    }
                }
            }
            if (some) {
                pairs.add(1, sums[i], near);
            }
        }
    }

    private double weight(double distance) {
        if (distance > spatial.cutoff()) {
            return 0;
        }
        return spatial.kernel() == Kernel.UNIFORM ? 1 : 1 - distance / spatial.cutoff();
    }

    /** Kilometres, by the haversine formula. */
    private double distance(int i, int j, double[] cosines) {
        double north = Math.sin((latitudes[j] - latitudes[i]) / 2);
        double east = Math.sin((longitudes[j] - longitudes[i]) / 2);
        double square = north * north + cosines[i] * cosines[j] * east * east;
        return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(square)));
    }
}
