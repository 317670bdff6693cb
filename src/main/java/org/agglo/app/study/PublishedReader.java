package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what was published for a table: by model, or by group where the table is split. */
final class PublishedReader {
    private static final Set<String> STATISTICS = Set.of("model", "brackets", "n", "r2", "r2-adjusted", "f");

    private final Node table;
    private final List<ModelSpec> models;
    private final boolean split;
    private final Optional<Set<String>> groups;

    /** @param groups the values of the column that splits the table, where they are known */
    PublishedReader(Node table, List<ModelSpec> models, Optional<Set<String>> groups) {
        this.table = table;
        this.models = models;
        this.split = table.has("by");
        this.groups = groups;
    }

    List<PublishedModel> read() {
        return table.children("published").stream().map(this::column).toList();
    }

    private PublishedModel column(Node node) {
        Optional<ModelSpec> model = split ? ofGroup(node) : ofModel(node);
        return new PublishedModel(
                model.map(ModelSpec::name).orElse(""),
                split ? Optional.of(node.name()) : Optional.empty(),
                node.text("brackets").equals("t") ? PublishedModel.Brackets.T : PublishedModel.Brackets.SE,
                terms(node, model),
                node.number("n"),
                node.number("r2"),
                node.number("r2-adjusted"),
                node.number("f"),
                node.origin());
    }

    private Optional<ModelSpec> ofModel(Node node) {
        if (node.has("model")) {
            node.problem("model", "The table is not split; the model is the name of this block");
        }
        Optional<ModelSpec> model =
                models.stream().filter(m -> m.name().equals(node.name())).findFirst();
        if (model.isEmpty() && !models.isEmpty()) {
            node.problem(TablesReader.unknown(node.name(), models));
        }
        return model;
    }

    private Optional<ModelSpec> ofGroup(Node node) {
        groups.filter(known -> !known.contains(node.name()))
                .ifPresent(known -> node.problem("No value '%s' of '%s'; there are %s"
                        .formatted(node.name(), table.text("by"), String.join(", ", known))));
        if (node.has("model")) {
            return TablesReader.named(node, "model", node.text("model"), models);
        }
        if (models.size() > 1) {
            node.problem("The table has several models; say with 'model' beside which this stands");
        }
        return models.stream().findFirst();
    }

    private static Map<String, PublishedModel.Estimate> terms(Node node, Optional<ModelSpec> model) {
        Map<String, PublishedModel.Estimate> terms = new LinkedHashMap<>();
        for (String key : node.keys()) {
            List<Double> numbers = STATISTICS.contains(key) ? node.maybeNumbers(key) : node.numbers(key);
            if (numbers.isEmpty()) {
                continue;
            }
            String term = key.equals(Terms.INTERCEPT) ? key : Formulas.label(key);
            model.filter(m -> !Terms.inAny(term, List.of(m)))
                    .ifPresent(m ->
                            node.problem(key, Terms.missing(term, List.of(m), "model '%s'".formatted(m.name()))));
            terms.put(
                    term,
                    new PublishedModel.Estimate(numbers.get(0), numbers.size() > 1 ? numbers.get(1) : Double.NaN));
        }
        return terms;
    }
}
