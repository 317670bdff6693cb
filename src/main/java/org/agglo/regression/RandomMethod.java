package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the variances of random effects are found. */
enum RandomMethod {
    SWAR("Swamy–Arora"),
    HARMONIC("Swamy–Arora (harmonic mean)"),
    WALHUS("Wallace–Hussain"),
    AMEMIYA("Amemiya"),
    NERLOVE("Nerlove");

    private final String label;

    RandomMethod(String label) {
        this.label = label;
    }

    /** @throws IllegalArgumentException if there is no method of the name */
    static RandomMethod named(String name) {
        return Arrays.stream(values())
                .filter(method -> method.text().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Variance components are found by %s, not by '%s'%s"
                        .formatted(String.join(", ", names()), name, Caret.suggestion(name, names()))));
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(RandomMethod::text).toList();
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In words, for the foot of a table. */
    String label() {
        return label;
    }
}
