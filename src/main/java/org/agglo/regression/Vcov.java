package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which covariance, and under which small-sample rules.
 *
 * <ul>
 *   <li>{@code iid}: independent errors of equal variance;
 *   <li>{@code hc0}, {@code hc1} (also {@code robust}, {@code hetero}), {@code hc2}, {@code hc3}: of unequal variances;
 *   <li>{@code cluster(a, b, …)}: correlated within each level of a, of b, …; {@code a^b} for the pairs of levels; {@code
 *       cluster} alone for the first effect, {@code twoway} for the first two;
 *   <li>{@code crv3(a)}: the same by leaving one cluster out at a time;
 *   <li>{@code nw(unit, time, lag = 3, gaps = adjacent)}: Newey and West, correlated over time within units;
 *   <li>{@code dk(time, lag = 3, gaps = adjacent)}: Driscoll and Kraay, also correlated between units;
 *   <li>{@code conley(lat, lon, cutoff = 100, kernel = uniform, time = year, unit = firm, lag = 2)}: correlated within that
 *       many kilometres;
 *   <li>{@code default}: clustered by the first effect if there is one, else {@code iid}.
 * </ul>
 *
 * @param spec as the user wrote it
 * @param clusters columns that name the clusters, several in one where levels are combined; empty unless clustered
 * @param serial correlation over time, if any
 * @param spatial correlation over space, if any
 * @param smallSample the rules
 */
public record Vcov(
        String spec,
        Kind kind,
        List<List<String>> clusters,
        Optional<Serial> serial,
        Optional<Spatial> spatial,
        SmallSample smallSample) {
    /** The kinds. */
    public enum Kind {
        DEFAULT,
        IID,
        HC0,
        HC1,
        HC2,
        HC3,
        CLUSTER,
        TWOWAY,
        CRV3,
        NEWEY_WEST,
        DRISCOLL_KRAAY,
        CONLEY
    }

    /** How the distance between two periods is counted. */
    public enum Gaps {
        /** As the dialect does. */
        USUAL,
        /** In periods that some row of the sample has. */
        ADJACENT,
        /** In units of the time column. */
        CALENDAR,
        /** In rows of the unit. */
        ROWS
    }

    /** How weights fall with the distance between two places. */
    public enum Kernel {
        /** 1 up to the cutoff. */
        UNIFORM,
        /** 1 − distance/cutoff up to the cutoff. */
        BARTLETT
    }

    /**
     * Correlation over time, with weights 1 − j/(lag + 1) at j periods.
     *
     * @param unit column of units; empty if all rows are one, or none are told apart
     * @param time column of periods
     * @param lag most periods apart; negative if the dialect chooses it
     */
    public record Serial(String unit, String time, int lag, Gaps gaps) {}

    /**
     * Correlation over space, by great-circle distance.
     *
     * @param cutoff kilometres
     */
    public record Spatial(String latitude, String longitude, double cutoff, Kernel kernel) {}

    public Vcov {
        clusters = clusters.stream().map(List::copyOf).toList();
    }

    Vcov(String spec, Kind kind) {
        this(spec, kind, List.of());
    }

    Vcov(String spec, Kind kind, List<List<String>> clusters) {
        this(spec, kind, clusters, Optional.empty(), Optional.empty(), SmallSample.USUAL);
    }

    /**
     * Reads the text; blank text is {@code default}.
     *
     * @throws IllegalArgumentException pointing at the character where it is not understood
     */
    public static Vcov parse(String spec) {
        return VcovParser.parse(spec);
    }

    /** The same under these rules. */
    public Vcov with(SmallSample rules) {
        return new Vcov(spec, kind, clusters, serial, spatial, rules);
    }

    /** All columns that are read for it, each once. */
    public List<String> keys() {
        LinkedHashSet<String> keys = new LinkedHashSet<>();
        clusters.forEach(keys::addAll);
        serial.ifPresent(s -> keys.addAll(List.of(s.unit(), s.time())));
        spatial.ifPresent(s -> keys.addAll(List.of(s.latitude(), s.longitude())));
        keys.remove("");
        return List.copyOf(keys);
    }

    /** Whether the model has to say what is meant. */
    boolean open() {
        return kind == Kind.DEFAULT || (clusters.isEmpty() && (kind == Kind.CLUSTER || kind == Kind.TWOWAY));
    }

    /**
     * What {@code default}, {@code cluster} and {@code twoway} mean under these effects.
     *
     * @param effects the columns of each effect's levels
     * @throws IllegalArgumentException if there are too few
     */
    Vcov under(List<List<String>> effects) {
        if (!open()) {
            return this;
        }
        if (kind == Kind.DEFAULT) {
            return effects.isEmpty() ? like(Kind.IID, List.of()) : like(Kind.CLUSTER, effects.subList(0, 1));
        }
        int needed = kind == Kind.CLUSTER ? 1 : 2;
        if (effects.size() < needed) {
            throw Caret.error(
                    spec,
                    0,
                    "The formula has %s, so that the clusters have to be named, such as cluster(region),"
                            .formatted(effects.isEmpty() ? "no effects" : "one effect only"));
        }
        return like(Kind.CLUSTER, effects.subList(0, needed));
    }

    private Vcov like(Kind meant, List<List<String>> columns) {
        String text = columns.isEmpty() ? "iid" : clustered(columns);
        return new Vcov(text, meant, columns).with(smallSample);
    }

    /** Whether it asks for the same numbers, however it is written. */
    boolean same(Vcov other) {
        return new Vcov("", kind, clusters, serial, spatial, smallSample)
                .equals(new Vcov("", other.kind, other.clusters, other.serial, other.spatial, other.smallSample));
    }

    /** As it is written: {@code cluster(a, b^c)}. */
    static String clustered(List<List<String>> columns) {
        List<String> written = new ArrayList<>();
        for (List<String> combined : columns) {
            written.add(String.join(
                    "^",
                    combined.stream()
                            .map(name -> Tokens.plain(name) ? name : "`" + name + "`")
                            .toList()));
        }
        return "cluster(%s)".formatted(String.join(", ", written));
    }

    /** Names of the clusters, {@code a^b} where levels are combined. */
    List<String> clusterNames() {
        return clusters.stream().map(columns -> String.join("^", columns)).toList();
    }
}
