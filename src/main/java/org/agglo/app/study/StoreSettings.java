package org.agglo.app.study;

import java.util.List;

/** Settings of the store that makes later runs cheap. */
final class StoreSettings {
    static final List<Setting> ALL = List.of(
            Setting.of(
                    "store",
                    Kind.GROUP,
                    "{ folder = \"store\" }",
                    "Keeps what each file gave, so that the next run reads only new and changed files. Without it, every"
                            + " run reads all files."),
            Setting.of(
                            "store.folder",
                            Kind.TEXT,
                            "\"/srv/agglo/store\"",
                            "The folder, or Hadoop URI, that holds it; made if it is not there, and made again if it is"
                                    + " deleted. Relative to where the command is given; --store DIR overrides it.")
                    .or("\"store\""),
            Setting.of(
                    "store.catalog",
                    Kind.TEXT,
                    "nightly",
                    "An Iceberg catalog, by the name that Spark knows it by, in place of the folder."),
            Setting.of(
                    "store.properties",
                    Kind.NAMED,
                    "{ type = rest, uri = \"https://catalog.example.org\" }",
                    "That catalog's properties as Iceberg names them; not needed where Spark is given them as"
                            + " spark.sql.catalog.NAME.…, which is the place for passwords."),
            Setting.of("store.properties.<property>", Kind.TEXT, "rest", "One property; a name with dots in quotes."),
            Setting.of("store.namespace", Kind.TEXT, "nightly", "The namespace of the study's table.")
                    .or("agglo"),
            Setting.of("store.keep", Kind.WHOLE, "90", "How many runs can be gone back to; older ones are forgotten.")
                    .or("30")
                    .within(1, 100_000));

    private StoreSettings() {}
}
