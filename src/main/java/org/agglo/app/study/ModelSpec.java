package org.agglo.app.study;

import java.util.Optional;

/**
 * One model of a table.
 *
 * @param label the head of its column; the name itself unless told
 * @param effect the grouping column of random effects; present if and only if the estimator is {@code RANDOM}
 * @param vcov covariance as the user wrote it, such as {@code cluster(year)}
 * @param origin where the formula stands
 */
public record ModelSpec(
        String name,
        String label,
        Estimator estimator,
        Optional<String> effect,
        String formula,
        String vcov,
        Origin origin) {
    /** How it is estimated: least squares with or without fixed effects, or Swamy–Arora random effects. */
    public enum Estimator {
        LEAST_SQUARES,
        RANDOM
    }
}
