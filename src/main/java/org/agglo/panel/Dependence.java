package org.agglo.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.agglo.ingest.Field;
import org.agglo.ingest.Source;

/**
 * What it depends on, beside a file, what the file gives to a panel. What only the finished panel depends on, such as its
 * groups and what is interpolated, is not part of it.
 */
public final class Dependence {
    private Dependence() {}

    /**
     * Source to a text that changes whenever the same file would give something else. The panel's source also depends on
     * the content of the crosswalk, which the text does not hold.
     */
    public static Map<String, String> of(PanelSpec spec, Map<String, Source> sources) {
        Map<String, String> texts = new LinkedHashMap<>();
        sources.forEach((name, source) -> {
            StringBuilder text = new StringBuilder(source.toString());
            if (name.equals(spec.source())) {
                text.append("\npanel ").append(gathered(spec));
                spec.crosswalk().ifPresent(walk -> text.append(sources.get(walk.source())));
            }
            spec.crosswalk()
                    .filter(walk -> walk.source().equals(name))
                    .ifPresent(walk -> text.append("\ncrosswalk ").append(walk).append(wanted(spec, sources)));
            spec.joins().stream()
                    .filter(join -> join.source().equals(name))
                    .forEach(join -> text.append("\njoin ").append(join));
            texts.put(name, text.toString());
        });
        return texts;
    }

    /** The panel as far as records are gathered by it. */
    private static PanelSpec gathered(PanelSpec spec) {
        return new PanelSpec(
                spec.region(),
                spec.time(),
                spec.cells(),
                spec.source(),
                spec.crosswalk(),
                spec.totals(),
                List.of(),
                Map.of(),
                List.of(),
                false,
                spec.from(),
                spec.to());
    }

    private static String wanted(PanelSpec spec, Map<String, Source> sources) {
        List<String> there =
                sources.get(spec.source()).fields().stream().map(Field::name).toList();
        return Layout.key(spec).stream()
                .filter(column -> !there.contains(column))
                .collect(Collectors.joining(", ", " for ", ""));
    }
}
