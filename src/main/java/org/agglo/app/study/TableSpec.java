package org.agglo.app.study;

import java.util.List;
import java.util.Optional;

/**
 * A regression table.
 *
 * @param title the name itself unless told
 * @param by the column whose values split the sample, one set of columns each
 * @param models the table's columns, in file order
 * @param look labels, statistics and stars
 * @param equal terms whose coefficients are tested to be equal across the values of {@code by}
 * @param published results put beside ours
 */
public record TableSpec(
        String name,
        String title,
        Optional<String> by,
        List<ModelSpec> models,
        TableLook look,
        Optional<Hausman> hausman,
        Optional<Compare> compare,
        List<String> equal,
        List<PublishedModel> published,
        Origin origin) {
    public TableSpec {
        models = List.copyOf(models);
        equal = List.copyOf(equal);
        published = List.copyOf(published);
    }

    /** Names of the two models of this table that the test compares. */
    public record Hausman(String fixed, String random, Origin origin) {}

    /** One term across models of this table; the run's summary says what differs. */
    public record Compare(String term, List<String> models) {
        public Compare {
            models = List.copyOf(models);
        }
    }
}
