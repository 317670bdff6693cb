package org.agglo.app.study;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.Source;

/** The sources that a panel may name. */
record PanelSources(Map<String, Source> all) {
    Optional<Source> named(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** The columns of the source that {@code key} names; open if there is none, which is reported. */
    Scope scope(Node at, String key) {
        Optional<Source> source = at.maybe(key).flatMap(this::named);
        at.maybe(key).filter(name -> !all.containsKey(name)).ifPresent(name -> at.problem(key, unknown(name)));
        Scope scope = source.map(SourcesReader::scope).orElseGet(Scope::new);
        if (source.isEmpty()) {
            scope.open();
        }
        return scope;
    }

    String unknown(String name) {
        String hint = Nearest.hint(name, all.keySet());
        return "No source '%s'%s"
                .formatted(
                        name,
                        hint.isEmpty()
                                ? "; there are " + (all.isEmpty() ? "none" : String.join(", ", all.keySet()))
                                : hint);
    }

    /** A column by which records, or the panel, meet another source must be of one type in both. */
    static void typed(
            Node at, String key, String on, Optional<FieldType> here, Optional<FieldType> there, String otherName) {
        if (here.isPresent() && there.isPresent() && !here.equals(there)) {
            at.problem(
                    key,
                    "'%s' is %s here and %s in %s; declare both alike, or no row can match"
                            .formatted(on, words(here.get()), words(there.get()), otherName));
        }
    }

    private static String words(FieldType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
