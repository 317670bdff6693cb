package org.agglo.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.ingest.Source;

/**
 * What it depends on, beside a file, what the file gives to a panel. What only the finished panel depends on, such as its
 * groups and what is interpolated, is not part of it.
 */
public final class Dependence {
    private Dependence() {}

    /**
     * Source to a text that changes whenever the same file would give something else. The panel's source also depends on
     * the content of the crosswalks, which the text does not hold.
     */
    public static Map<String, String> of(PanelSpec spec, Map<String, Source> sources) {
        Map<String, String> texts = new LinkedHashMap<>();
        sources.forEach((name, source) -> {
            StringBuilder text = new StringBuilder(source.toString());
            if (name.equals(spec.source())) {
                text.append("\npanel ").append(gathered(spec));
                spec.crosswalks().forEach(walk -> text.append(sources.get(walk.source())));
            }
            Step.of(spec, sources::get).stream()
                    .filter(step -> step.walk().source().equals(name))
                    .forEach(step -> text.append("\ncrosswalk ").append(step));
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
                spec.crosswalks(),
                spec.totals(),
                List.of(),
                Map.of(),
                List.of(),
                false,
                spec.from(),
                spec.to());
    }
}
