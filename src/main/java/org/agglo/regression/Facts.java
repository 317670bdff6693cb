package org.agglo.regression;

import java.util.List;

/**
 * What small-sample rules look at.
 *
 * @param n rows, or what they stand for
 * @param within columns within whose levels an effect may lie: clusters, units and periods, places
 * @param groups numbers of clusters, or the number of periods, in order
 * @param random whether the effects are random
 */
record Facts(Vcov vcov, double n, Freedom freedom, List<Category> within, List<Integer> groups, boolean random) {
    Vcov.Kind kind() {
        return vcov.kind();
    }

    /** The smallest number of clusters, or the number of periods. */
    double fewest() {
        return groups.stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    double left(long k) {
        return n - k;
    }

    /** @param instead what to do */
    NotEstimableException refused(String by, String instead) {
        return new NotEstimableException("%s: %s has no such covariance; %s".formatted(vcov.spec(), by, instead));
    }
}
