package org.agglo.app.study;

import java.util.List;

/** Settings of the store that makes later runs cheap. */
final class StoreSettings {
    static final List<Setting> ALL = List.of(
            Setting.of(
                    "store",
                    Kind.GROUP,
                    "{ keep = 30 }",
                    "Keeps what each file gave, so that the next run reads only new and changed files. Without it, every"
                            + " run reads all files."),
            Setting.of(
                            "store.folder",
                            Kind.TEXT,
                            "\"results/.store/counties\"",
                            "The folder that holds it: results/.store, or one below it; made if it is not there, and made"
                                    + " again if it is deleted. Relative to where the command is given. --store DIR names any"
                                    + " other folder or Hadoop URI.")
                    .or("\"" + Confined.STORE + "\""),
            Setting.of(
                    "store.catalog",
                    Kind.TEXT,
                    "nightly",
                    "An Iceberg catalog in place of the folder, by the name that Spark knows it by from"
                            + " spark.sql.catalog.NAME.type and so on."),
            Setting.of("store.namespace", Kind.TEXT, "nightly", "The namespace of the study's table.")
                    .or("agglo"),
            Setting.of("store.keep", Kind.WHOLE, "90", "How many runs can be gone back to; older ones are forgotten.")
                    .or("30")
                    .within(1, 100_000));

    private StoreSettings() {}
}
