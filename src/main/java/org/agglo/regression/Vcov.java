package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which covariance: {@code iid}, {@code hc0}, {@code hc1} (also {@code robust}, {@code hetero}) or {@code cluster(a, b)}.
 *
 * @param spec as the user wrote it
 * @param keys columns that name the clusters; empty unless clustered
 */
public record Vcov(String spec, Kind kind, List<String> keys) {
    /** The kinds. */
    public enum Kind {
        IID,
        HC0,
        HC1,
        CLUSTER
    }

    private static final int MOST_KEYS = 8;
    private static final String CHOICES = "iid, robust, hc0, hc1 or cluster(name, …)";

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException pointing at the character where it is not understood
     */
    public static Vcov parse(String spec) {
        Tokens tokens = Tokens.of(spec);
        Token name = tokens.take();
        Kind kind = kind(tokens, name);
        List<String> keys = kind == Kind.CLUSTER ? keys(tokens) : List.of();
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.error(
                    tokens.peek(),
                    "Expected the end of the covariance, found " + tokens.peek().shown());
        }
        return new Vcov(spec, kind, keys);
    }

    private static Kind kind(Tokens tokens, Token name) {
        return switch (name.text().toLowerCase(Locale.ROOT)) {
            case "iid" -> Kind.IID;
            case "hc0" -> Kind.HC0;
            case "robust", "hetero", "hc1" -> Kind.HC1;
            case "cluster" -> Kind.CLUSTER;
            default -> {
                List<String> known = List.of("iid", "robust", "hetero", "hc0", "hc1", "cluster");
                throw tokens.error(
                        name,
                        "No covariance %s%s; there is %s"
                                .formatted(name.shown(), Caret.suggestion(name.text(), known), CHOICES));
            }
        };
    }

    private static List<String> keys(Tokens tokens) {
        tokens.expect("(", "after cluster");
        List<String> keys = new ArrayList<>();
        do {
            Token key = tokens.take();
            if (key.kind() != Token.Kind.NAME) {
                throw tokens.error(key, "Expected the name of a cluster column, found " + key.shown());
            }
            if (keys.contains(key.text())) {
                throw tokens.error(key, key.shown() + " is named twice");
            }
            keys.add(key.text());
            if (keys.size() > MOST_KEYS) {
                throw tokens.error(key, "At most %d cluster columns can be named".formatted(MOST_KEYS));
            }
        } while (tokens.skip(",") || tokens.skip("+") || (tokens.skip("^") && refuse(tokens)));
        tokens.expect(")", "to close cluster(");
        return List.copyOf(keys);
    }

    private static boolean refuse(Tokens tokens) {
        throw tokens.error(
                tokens.peek(), "Combined clusters, written a^b, are not available yet; make a column of both");
    }

    /** In words, for the foot of a table. */
    String label() {
        return switch (kind) {
            case IID -> "Independent, equal variances";
            case HC0 -> "Robust to unequal variances (HC0)";
            case HC1 -> "Robust to unequal variances (HC1)";
            case CLUSTER -> "Clustered by " + Words.and(keys);
        };
    }
}
