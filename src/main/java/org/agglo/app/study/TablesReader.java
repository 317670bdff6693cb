package org.agglo.app.study;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agglo.regression.Formula;

/** Reads {@code tables}. */
final class TablesReader {
    private final Scope panel;
    private final Map<String, Map<String, List<String>>> groups;
    private final Set<String> files = new HashSet<>();

    /** @param groups the panel's groups, whose values are known before it is built */
    TablesReader(Scope panel, Map<String, Map<String, List<String>>> groups) {
        this.panel = panel;
        this.groups = groups;
    }

    List<TableSpec> read(Node root) {
        root.children("tables").forEach(TableRules::check);
        return root.children("tables").stream().map(this::table).toList();
    }

    private TableSpec table(Node node) {
        NameRule.file(node.name()).ifPresent(node::problem);
        if (!files.add(node.name().toLowerCase(Locale.ROOT))) {
            node.problem("Another table has this name but for upper and lower case; choose another");
        }
        List<ModelSpec> models = node.children("models").stream()
                .flatMap(entry -> new ModelReader(panel).read(entry).stream())
                .toList();
        SeveralModels.requireOwnNames(node, models);
        Optional<String> by = node.maybe("by");
        by.ifPresent(name -> MeasuresReader.known(node, "by", name, panel));
        return new TableSpec(
                node.name(),
                node.text("title"),
                by,
                models,
                LookReader.read(node),
                node.child("hausman").map(child -> hausman(child, models)),
                node.child("compare").map(child -> compare(child, models)),
                equal(node, models),
                new PublishedReader(
                                node,
                                models,
                                by.map(groups::get).map(Map::keySet).filter(values -> !values.isEmpty()))
                        .read(),
                node.origin());
    }

    private TableSpec.Hausman hausman(Node node, List<ModelSpec> models) {
        Optional<ModelSpec> fixed = named(node, "fixed", node.text("fixed"), models);
        Optional<ModelSpec> random = named(node, "random", node.text("random"), models);
        fixed.filter(m -> m.estimator() == ModelSpec.Estimator.RANDOM)
                .ifPresent(m -> node.problem("fixed", "'%s' has random effects".formatted(m.name())));
        random.filter(m -> m.estimator() != ModelSpec.Estimator.RANDOM)
                .ifPresent(m -> node.problem(
                        "random", "'%s' has no random effects; write estimator = random there".formatted(m.name())));
        fixed.filter(m -> m.estimator() != ModelSpec.Estimator.RANDOM)
                .filter(m -> parsed(m).filter(f -> f.effects().isEmpty()).isPresent())
                .ifPresent(m -> node.problem("fixed", "'%s' has no fixed effects".formatted(m.name())));
        if (fixed.isPresent() && random.isPresent()) {
            sameEffect(node, fixed.get(), random.get());
        }
        return new TableSpec.Hausman(node.text("fixed"), node.text("random"), node.origin());
    }

    private void sameEffect(Node node, ModelSpec fixed, ModelSpec random) {
        List<String> effects = parsed(fixed).map(Formula::effectNames).orElse(List.of());
        if (!effects.isEmpty()
                && !random.effects().isEmpty()
                && random.effects().stream().allMatch(panel::knows)
                && !effects.equals(random.effects())) {
            node.problem(
                    "fixed",
                    "'%s' has effects of %s but '%s' of %s; the test needs the same"
                            .formatted(
                                    fixed.name(),
                                    String.join(" and ", effects),
                                    random.name(),
                                    String.join(" and ", random.effects())));
        }
    }

    private static Optional<Formula> parsed(ModelSpec model) {
        try {
            return Optional.of(Formula.parse(model.formula()));
        } catch (IllegalArgumentException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static TableSpec.Compare compare(Node node, List<ModelSpec> models) {
        String term = Formulas.label(node.text("term"));
        node.texts("models")
                .forEach(name -> named(node, "models", name, models)
                        .filter(model -> node.has("term") && !Terms.inAny(term, List.of(model)))
                        .ifPresent(model -> node.problem(
                                "term", Terms.missing(term, List.of(model), "model '%s'".formatted(model.name())))));
        return new TableSpec.Compare(term, node.texts("models"));
    }

    private static List<String> equal(Node node, List<ModelSpec> models) {
        List<String> terms = node.texts("equal").stream().map(Formulas::label).toList();
        if (node.has("equal") && !node.has("by")) {
            node.problem("equal", "There are no groups to compare; say by which column the table is split with 'by'");
        }
        for (String term : terms) {
            models.stream()
                    .filter(model -> !Terms.inAny(term, List.of(model)))
                    .forEach(model -> node.problem(
                            "equal", Terms.missing(term, List.of(model), "model '%s'".formatted(model.name()))));
        }
        return terms;
    }

    static Optional<ModelSpec> named(Node node, String key, String name, List<ModelSpec> models) {
        Optional<ModelSpec> model =
                models.stream().filter(m -> m.name().equals(name)).findFirst();
        if (model.isEmpty() && !name.isEmpty()) {
            node.problem(key, unknown(name, models));
        }
        return model;
    }

    static String unknown(String name, List<ModelSpec> models) {
        List<String> names = models.stream().map(ModelSpec::name).toList();
        String hint = Nearest.hint(name, names);
        return "No model '%s' in this table%s"
                .formatted(name, hint.isEmpty() ? "; there are " + String.join(", ", names) : hint);
    }
}
