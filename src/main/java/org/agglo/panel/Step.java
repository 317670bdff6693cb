package org.agglo.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.agglo.ingest.Field;
import org.agglo.ingest.Source;

/**
 * A crosswalk on the way from the records to the panel.
 *
 * @param brings its columns that the panel's key needs, or that a later crosswalk looks up, and that the records lack
 * @param leadsTo what a code is without that it leads nowhere, in words
 */
record Step(Crosswalk walk, List<String> brings, String leadsTo) {
    Step {
        brings = List.copyOf(brings);
    }

    /** The panel's crosswalks in their order. */
    static List<Step> of(PanelSpec spec, Function<String, Source> sources) {
        List<String> records = names(sources.apply(spec.source()));
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < spec.crosswalks().size(); i++) {
            Crosswalk walk = spec.crosswalks().get(i);
            List<String> table = names(sources.apply(walk.source()));
            List<String> brings = needed(spec, i)
                    .filter(name -> !records.contains(name) && !name.equals(walk.on()) && table.contains(name))
                    .distinct()
                    .toList();
            String leadsTo = brings.contains(spec.region()) ? "a region" : String.join(" and ", brings);
            steps.add(new Step(walk, brings, leadsTo));
        }
        return steps;
    }

    /** The first of the steps that brings the column, if any does. */
    static Optional<Step> bringing(List<Step> steps, String column) {
        return steps.stream().filter(step -> step.brings().contains(column)).findFirst();
    }

    /** The panel's key and what the crosswalks after that one look up. */
    private static Stream<String> needed(PanelSpec spec, int i) {
        return Stream.concat(
                Layout.key(spec).stream(),
                spec.crosswalks().stream().skip(i + 1L).map(Crosswalk::on));
    }

    private static List<String> names(Source source) {
        return source.fields().stream().map(Field::name).toList();
    }

    /** What is said of records whose code the crosswalk does not have. */
    String unknown() {
        return "unknown " + walk.on();
    }

    /** What is said of records whose code leads nowhere in their period. */
    String elsewhere(String time) {
        return "%s without %s in its %s".formatted(walk.on(), leadsTo, time);
    }

    /** What is said of records whose code's shares do not add up. */
    String uneven() {
        return "shares of %s do not add up to 1".formatted(walk.on());
    }

    /** What tells the crosswalk's rows apart. */
    List<String> key() {
        List<String> key = new ArrayList<>(List.of(walk.on()));
        if (!walk.isPlain()) {
            key.addAll(brings);
            walk.from().ifPresent(key::add);
        }
        return key;
    }

    /** Its other columns that are used. */
    List<String> others() {
        return walk.isPlain()
                ? brings
                : Stream.of(walk.weight(), walk.to())
                        .flatMap(column -> column.stream())
                        .toList();
    }
}
