package org.agglo.app.study;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agglo.panel.Crosswalk;

/** What {@code panel} must not say, whatever else it says. */
final class PanelChecks {
    private PanelChecks() {}

    /** What a crosswalk with shares or periods needs. */
    static void divided(Node node, Node at, Crosswalk walk, Scope codes) {
        for (String key : List.of("weight", "from", "to")) {
            at.maybe(key).ifPresent(name -> {
                if (!codes.knows(name)) {
                    at.problem(key, codes.unknown(name, "source '%s'".formatted(walk.source())));
                } else if (codes.isText(name)) {
                    at.problem(key, "'%s' is text; a number is needed".formatted(name));
                }
            });
        }
        if (!walk.isPlain() && !node.has("totals")) {
            at.problem("Divides what is added up, and nothing is; give 'totals'");
        }
    }

    /** What is interpolated are numbers of the panel, no keys, and nothing that has a treatment. */
    static void interpolated(Node node, Scope panel, List<TreatedColumn> treated) {
        Set<String> keys = new LinkedHashSet<>(node.texts("cells"));
        keys.addAll(List.of(node.text("region"), node.text("time")));
        for (String name : node.texts("interpolate")) {
            if (!panel.knows(name)) {
                node.problem("interpolate", panel.unknown(name, "the panel"));
            } else if (keys.contains(name)) {
                node.problem("interpolate", "'%s' is a key of the panel, which has no gaps".formatted(name));
            } else if (panel.isText(name)) {
                node.problem("interpolate", "'%s' is text and cannot be interpolated".formatted(name));
            } else if (treated.stream().anyMatch(column -> column.column().equals(name))) {
                node.problem(
                        "interpolate",
                        "The withheld cells of '%s' have a treatment already; leave it out here".formatted(name));
            }
        }
        if (node.flag("extrapolate") && node.texts("interpolate").isEmpty()) {
            node.problem("extrapolate", "There is nothing to extrapolate; name columns in 'interpolate'");
        }
    }

    /** The window has periods in it. */
    static void window(Node node) {
        Optional<Integer> from = node.whole("from");
        Optional<Integer> to = node.whole("to");
        if (from.isPresent() && to.isPresent() && from.get() > to.get()) {
            node.problem("to", "Is before 'from'");
        }
    }
}
