package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.regression.Vcov.Gaps;
import org.agglo.regression.Vcov.Kernel;
import org.agglo.regression.Vcov.Kind;

/** Reads the text of a covariance. */
final class VcovParser {
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("default", Kind.DEFAULT);
        KINDS.put("iid", Kind.IID);
        KINDS.put("robust", Kind.HC1);
        KINDS.put("hetero", Kind.HC1);
        KINDS.put("hc0", Kind.HC0);
        KINDS.put("hc1", Kind.HC1);
        KINDS.put("hc2", Kind.HC2);
        KINDS.put("hc3", Kind.HC3);
        KINDS.put("cluster", Kind.CLUSTER);
        KINDS.put("twoway", Kind.TWOWAY);
        KINDS.put("crv3", Kind.CRV3);
        KINDS.put("nw", Kind.NEWEY_WEST);
        KINDS.put("newey_west", Kind.NEWEY_WEST);
        KINDS.put("dk", Kind.DRISCOLL_KRAAY);
        KINDS.put("driscoll_kraay", Kind.DRISCOLL_KRAAY);
        KINDS.put("conley", Kind.CONLEY);
    }

    private static final int MOST_KEYS = 8;
    private static final String CHOICES = "default, iid, robust (hc1), hc0, hc2, hc3, cluster(name, …), crv3(name),"
            + " nw(unit, time), dk(time) or conley(lat, lon, cutoff = 100)";

    private final Tokens tokens;
    private final Arguments arguments;

    private VcovParser(Tokens tokens) {
        this.tokens = tokens;
        this.arguments = new Arguments(tokens);
    }

    static Vcov parse(String spec) {
        if (spec.isBlank()) {
            return new Vcov("default", Kind.DEFAULT);
        }
        VcovParser parser = new VcovParser(Tokens.of(spec));
        Vcov vcov = parser.vcov();
        parser.end();
        return vcov;
    }

    private void end() {
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.error(
                    tokens.peek(),
                    "Expected the end of the covariance, found " + tokens.peek().shown());
        }
    }

    private Vcov vcov() {
        Token name = tokens.take();
        Kind kind = KINDS.get(name.text().toLowerCase(Locale.ROOT));
        if (kind == null || name.kind() != Token.Kind.NAME) {
            throw tokens.error(
                    name,
                    "No covariance %s%s; there is %s"
                            .formatted(name.shown(), Caret.suggestion(name.text(), KINDS.keySet()), CHOICES));
        }
        return switch (kind) {
            case CLUSTER, CRV3 -> new Vcov(tokens.text(), kind, clusters(kind, name.text()));
            case NEWEY_WEST -> neweyWest(name.text());
            case DRISCOLL_KRAAY -> driscollKraay(name.text());
            case CONLEY -> conley(name.text());
            default -> new Vcov(tokens.text(), kind);
        };
    }

    private List<List<String>> clusters(Kind kind, String name) {
        if (kind == Kind.CLUSTER && !tokens.peek().is("(")) {
            return List.of();
        }
        tokens.expect("(", "after " + name);
        List<List<String>> keys = new ArrayList<>();
        do {
            List<String> key = key(keys);
            if (keys.size() == MOST_KEYS) {
                throw arguments.error("At most %d cluster columns can be named".formatted(MOST_KEYS));
            }
            if (kind == Kind.CRV3 && keys.size() == 1) {
                throw arguments.error("crv3 leaves out the clusters of one key; combine several with ^");
            }
            keys.add(key);
        } while (tokens.skip(",") || tokens.skip("+"));
        tokens.expect(")", "to close %s(".formatted(name));
        return keys;
    }

    private List<String> key(List<List<String>> before) {
        List<String> key = new ArrayList<>();
        do {
            key.add(arguments.column("the name of a cluster column"));
        } while (tokens.skip("^"));
        if (before.contains(key) || key.stream().distinct().count() < key.size()) {
            throw arguments.error("'%s' is named twice".formatted(key.get(key.size() - 1)));
        }
        return key;
    }

    private Vcov neweyWest(String name) {
        arguments.open(name, "columns of units and of time, such as %s(firm, year)".formatted(name));
        String first = arguments.column("the name of the column of units");
        boolean both = tokens.skip(",");
        if (both && !arguments.optionFollows()) {
            String time = arguments.column("the name of the column of time");
            arguments.options(tokens.skip(","), name, List.of("lag", "gaps"));
            return serial(Kind.NEWEY_WEST, first, time);
        }
        arguments.options(both, name, List.of("lag", "gaps"));
        return serial(Kind.NEWEY_WEST, "", first);
    }

    private Vcov driscollKraay(String name) {
        arguments.open(name, "a column of time, such as %s(year)".formatted(name));
        String time = arguments.column("the name of the column of time");
        arguments.options(tokens.skip(","), name, List.of("lag", "gaps"));
        if (arguments.choice("gaps", Gaps.class, Gaps.USUAL) == Gaps.ROWS) {
            throw arguments.error(
                    "gaps", "Gaps are counted in adjacent periods or by calendar in dk, which knows no units");
        }
        return serial(Kind.DRISCOLL_KRAAY, "", time);
    }

    private Vcov serial(Kind kind, String unit, String time) {
        Vcov.Serial serial = new Vcov.Serial(
                unit, time, arguments.whole("lag", -1), arguments.choice("gaps", Gaps.class, Gaps.USUAL));
        return new Vcov(tokens.text(), kind, List.of(), Optional.of(serial), Optional.empty(), SmallSample.USUAL);
    }

    private Vcov conley(String name) {
        arguments.open(name, "latitude, longitude and a cutoff, such as conley(lat, lon, cutoff = 100)");
        String latitude = arguments.column("the name of the column of latitudes");
        tokens.expect(",", "and the column of longitudes");
        String longitude = arguments.column("the name of the column of longitudes");
        tokens.expect(",", "and a cutoff in kilometres, such as cutoff = 100,");
        arguments.options(true, name, List.of("cutoff", "kernel", "time", "unit", "lag"));
        double cutoff = arguments.number("cutoff", "A cutoff in kilometres is needed, such as cutoff = 100,");
        if (!(cutoff > 0)) {
            throw arguments.error("cutoff", "The cutoff is a number of kilometres above 0");
        }
        Vcov.Spatial spatial =
                new Vcov.Spatial(latitude, longitude, cutoff, arguments.choice("kernel", Kernel.class, Kernel.UNIFORM));
        return new Vcov(tokens.text(), Kind.CONLEY, List.of(), overTime(), Optional.of(spatial), SmallSample.USUAL);
    }

    private Optional<Vcov.Serial> overTime() {
        String time = arguments.text("time");
        String unit = arguments.text("unit");
        int lag = arguments.whole("lag", 0);
        if (time.isEmpty() && !unit.isEmpty()) {
            throw arguments.error(
                    "unit", "Correlation over time within units needs the column of time, such as time = year,");
        }
        if (unit.isEmpty() && lag > 0) {
            throw arguments.error(
                    "lag", "Lags need the column of units and that of time, such as unit = firm, time = year,");
        }
        if (!unit.isEmpty() && lag == 0) {
            throw arguments.error("unit", "Correlation within units needs a lag, such as lag = 2,");
        }
        return time.isEmpty() ? Optional.empty() : Optional.of(new Vcov.Serial(unit, time, lag, Gaps.CALENDAR));
    }
}
