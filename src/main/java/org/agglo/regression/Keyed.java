package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a covariance, found among those that were read and checked.
 *
 * @param clusters one for each key, levels combined where the key combines columns
 * @param unit null if there is none
 * @param time null if there is none
 * @param latitude null if there is none
 * @param longitude null if there is none
 */
record Keyed(List<Category> clusters, Category unit, Category time, Category latitude, Category longitude) {
    /** @throws IllegalArgumentException if a column was not read along, or is missing in some rows */
    static Keyed of(Sample sample, Vcov vcov) {
        List<Category> clusters = new ArrayList<>();
        for (List<String> columns : vcov.clusters()) {
            clusters.add(combined(sample, vcov, columns));
        }
        return new Keyed(
                clusters,
                vcov.serial().map(s -> one(sample, vcov, s.unit())).orElse(null),
                vcov.serial().map(s -> one(sample, vcov, s.time())).orElse(null),
                vcov.spatial().map(s -> one(sample, vcov, s.latitude())).orElse(null),
                vcov.spatial().map(s -> one(sample, vcov, s.longitude())).orElse(null));
    }

    private static Category combined(Sample sample, Vcov vcov, List<String> columns) {
        if (columns.size() == 1) {
            return one(sample, vcov, columns.get(0));
        }
        Category effect = sample.categories().get(String.join("^", columns));
        return effect != null
                ? effect
                : Category.combined(
                        columns.stream().map(name -> one(sample, vcov, name)).toList());
    }

    private static Category one(Sample sample, Vcov vcov, String name) {
        if (name.isEmpty()) {
            return null;
        }
        Category category = sample.categories().get(name);
        if (category == null) {
            throw new IllegalArgumentException(
                    "%s: the column %s was not read with this fit; name it in setClusters or setVcovColumns, or fit with this covariance"
                            .formatted(vcov.spec(), name));
        }
        if (!category.complete()) {
            throw new IllegalArgumentException(
                    "%s: %s of those fitted have no %s; fit with this covariance, so that they are left out"
                            .formatted(vcov.spec(), Words.count(category.missing(), "row"), name));
        }
        return category;
    }

    /** The columns within whose levels an effect may lie, so that it is not counted. */
    List<Category> within() {
        List<Category> within = new ArrayList<>(clusters);
        for (Category one : new Category[] {latitude, longitude}) {
            if (one != null) {
                within.add(one);
            }
        }
        if (latitude == null) {
            for (Category one : new Category[] {unit, time}) {
                if (one != null) {
                    within.add(one);
                }
            }
        }
        return within;
    }
}
