package org.agglo.app.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a publication reports for a model.
 *
 * @param model the model of the same table it stands beside
 * @param group the value of the table's {@code by} column; present if and only if the table is split
 * @param terms term to estimate and bracket, in file order
 */
public record PublishedModel(
        String model,
        Optional<String> group,
        Brackets brackets,
        Map<String, Estimate> terms,
        Optional<Double> n,
        Optional<Double> r2,
        Optional<Double> r2Adjusted,
        Optional<Double> f,
        Origin origin) {
    public PublishedModel {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    /** What the publication prints in brackets. */
    public enum Brackets {
        T,
        SE
    }

    /** A coefficient and what stands in brackets below it; NaN if nothing does. */
    public record Estimate(double estimate, double bracket) {}
}
