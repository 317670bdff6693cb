package org.agglo.app.study;

/** Reads {@code store}. */
final class StoreReader {
    private StoreReader() {}

    static StoreSpec read(Node node) {
        for (String key : new String[] {"catalog", "namespace"}) {
            node.maybe(key).flatMap(NameRule::file).ifPresent(message -> node.problem(key, message));
        }
        if (!Confined.within(Confined.STORE, node.text("folder"))) {
            node.problem(
                    "folder",
                    "'%s' is outside of %s, and a study file writes nothing there; leave it out, or name the folder where the run is started, with --store DIR"
                            .formatted(node.text("folder"), Confined.STORE));
        }
        return new StoreSpec(
                node.text("folder"),
                node.maybe("catalog"),
                node.text("namespace"),
                node.whole("keep").orElse(1),
                node.origin());
    }
}
