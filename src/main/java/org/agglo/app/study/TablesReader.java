package org.agglo.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.regression.Formula;

/** Reads {@code tables} and {@code figures}. */
final class TablesReader {
    private static final String INTERCEPT = "(Intercept)";

    private final Node node;
    private final Scope panel;
    private final Map<String, Formula> formulas = new LinkedHashMap<>();

    private TablesReader(Node node, Scope panel) {
        this.node = node;
        this.panel = panel;
    }

    static List<TableSpec> read(Node root, Scope panel) {
        List<TableSpec> tables = new ArrayList<>();
        for (Node node : root.children("tables")) {
            NameRule.file(node.name()).ifPresent(node::problem);
            tables.add(new TablesReader(node, panel).table());
        }
        return tables;
    }

    private TableSpec table() {
        Variables.column(node, "by", panel);
        List<ModelSpec> models =
                node.children("models").stream().map(this::model).toList();
        List<String> names = models.stream().map(ModelSpec::name).toList();
        return new TableSpec(
                node.name(),
                node.text("title"),
                node.maybe("by"),
                models,
                node.child("hausman").map(at -> hausman(at, models)),
                node.child("compare").map(at -> compare(at, names)),
                equal(),
                published(names),
                node.origin());
    }

    private ModelSpec model(Node at) {
        Optional<Formula> formula = Variables.formula(at, "formula", panel);
        formula.ifPresent(f -> formulas.put(at.name(), f));
        Variables.column(at, "effect", panel);
        Variables.vcov(at, "vcov", panel);
        boolean random = at.text("estimator").equals("random");
        if (random && !at.has("effect")) {
            at.problem("Random effects need 'effect', the column whose values have one each");
        }
        if (!random && at.has("effect")) {
            at.problem("effect", "Is for estimator = random; fixed effects stand in the formula, after |");
        }
        if (random && node.has("by")) {
            at.problem("estimator", "Random effects by group are not available; leave out 'by', or use fixed effects");
        }
        formula.filter(f -> random && !f.effects().isEmpty())
                .ifPresent(f -> at.problem("formula", "A random-effects model has no fixed effects after |"));
        return new ModelSpec(
                at.name(),
                at.text("label"),
                random ? ModelSpec.Estimator.RANDOM : ModelSpec.Estimator.LEAST_SQUARES,
                at.maybe("effect"),
                at.text("formula"),
                at.text("vcov"),
                at.origin("formula"));
    }

    private TableSpec.Hausman hausman(Node at, List<ModelSpec> models) {
        if (node.has("by")) {
            at.problem("A split table has no Hausman test; put it into a table of its own");
        }
        for (String key : List.of("fixed", "random")) {
            model(at, key, at.text(key), models.stream().map(ModelSpec::name).toList());
            boolean random = key.equals("random");
            models.stream()
                    .filter(m -> m.name().equals(at.text(key)))
                    .filter(m -> (m.estimator() == ModelSpec.Estimator.RANDOM) != random)
                    .forEach(m -> at.problem(
                            key, "'%s' is not a %s-effects model".formatted(m.name(), random ? "random" : "fixed")));
        }
        return new TableSpec.Hausman(at.text("fixed"), at.text("random"), at.origin());
    }

    private static void model(Node at, String key, String name, List<String> names) {
        if (!name.isEmpty() && !names.contains(name)) {
            String hint = Nearest.hint(name, names);
            at.problem(
                    key,
                    "No model '%s' in this table%s"
                            .formatted(name, hint.isEmpty() ? "; there are " + String.join(", ", names) : hint));
        }
    }

    private TableSpec.Compare compare(Node at, List<String> names) {
        at.texts("models").forEach(name -> {
            model(at, "models", name, names);
            Optional.ofNullable(formulas.get(name)).ifPresent(f -> term(at, "term", at.text("term"), name, f));
        });
        return new TableSpec.Compare(at.text("term"), at.texts("models"));
    }

    private static void term(Node at, String key, String term, String model, Formula formula) {
        List<String> terms =
                new ArrayList<>(formula.terms().stream().map(t -> t.label()).toList());
        terms.add(INTERCEPT);
        if (!term.isEmpty() && !terms.contains(term)) {
            at.problem(
                    key,
                    "Model '%s' has no term '%s'%s"
                            .formatted(
                                    model,
                                    term,
                                    Nearest.hint(term, terms).isEmpty()
                                            ? "; it has " + String.join(", ", terms)
                                            : Nearest.hint(term, terms)));
        }
    }

    private List<String> equal() {
        if (node.has("equal") && !node.has("by")) {
            node.problem("equal", "Needs 'by', the column whose groups are compared");
        }
        node.texts("equal").forEach(term -> formulas.forEach((name, f) -> term(node, "equal", term, name, f)));
        return node.texts("equal");
    }

    private List<PublishedModel> published(List<String> names) {
        List<PublishedModel> published = new ArrayList<>();
        for (Node at : node.children("published")) {
            boolean split = node.has("by");
            String model = split ? at.maybe("model").orElse(names.isEmpty() ? "" : names.get(0)) : at.name();
            if (split) {
                model(at, "model", model, names);
            } else if (!names.contains(model)) {
                at.problem("No model '%s' in this table%s".formatted(model, Nearest.hint(model, names)));
            }
            published.add(new PublishedModel(
                    model,
                    split ? Optional.of(at.name()) : Optional.empty(),
                    at.text("brackets").equals("t") ? PublishedModel.Brackets.T : PublishedModel.Brackets.SE,
                    terms(at, model),
                    at.number("n"),
                    at.number("r2"),
                    at.number("r2-adjusted"),
                    at.number("f"),
                    at.origin()));
        }
        return published;
    }

    private Map<String, PublishedModel.Estimate> terms(Node at, String model) {
        List<String> own = List.of("model", "brackets", "n", "r2", "r2-adjusted", "f");
        Map<String, PublishedModel.Estimate> terms = new LinkedHashMap<>();
        for (String key : at.keys()) {
            if (own.contains(key)) {
                continue;
            }
            Optional.ofNullable(formulas.get(model)).ifPresent(f -> term(at, key, key, model, f));
            List<Double> numbers = at.numbers(key);
            if (!numbers.isEmpty()) {
                double bracket = numbers.size() > 1 ? numbers.get(1) : Double.NaN;
                terms.put(key, new PublishedModel.Estimate(numbers.get(0), bracket));
            }
        }
        return terms;
    }

    static Figures figures(Node root, List<TableSpec> tables, Optional<Describe> describe) {
        Optional<Node> node = root.child("figures");
        boolean averages = node.filter(at -> at.flag("averages")).isPresent();
        if (averages && describe.flatMap(Describe::averages).isEmpty()) {
            node.get().problem("averages", "There is nothing to draw; 'describe' has no 'averages'");
        }
        List<String> names = tables.stream().map(TableSpec::name).toList();
        return new Figures(
                averages, node.flatMap(at -> at.child("coefficients")).map(at -> {
                    at.texts("tables").stream()
                            .filter(name -> !names.contains(name))
                            .forEach(name ->
                                    at.problem("tables", "No table '%s'%s".formatted(name, Nearest.hint(name, names))));
                    return new Figures.Coefficients(at.text("term"), at.texts("tables"));
                }));
    }
}
