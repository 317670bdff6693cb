package org.agglo.app.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agglo.app.study.ModelSpec.Estimator;
import org.agglo.regression.Formula;

/** Reads one model of a table. */
final class ModelReader {
    private final Scope panel;

    ModelReader(Scope panel) {
        this.panel = panel;
    }

    /** The models of one entry: as many as its formula stands for. */
    List<ModelSpec> read(Node node) {
        Estimator estimator = estimator(node);
        List<Formula> formulas = Formulas.formulas(node, "formula", panel);
        Formulas.covariance(node, "vcov", panel);
        Formulas.smallSample(node, "small-sample");
        List<String> effects = effects(node);
        if (estimator.grouped()) {
            grouped(node, estimator, effects, formulas);
        } else if (node.has("effect")) {
            node.problem(
                    "effect", "Only random and between effects take it; fixed effects stand in the formula after '|'");
        }
        formulas.stream().limit(1).forEach(f -> instruments(node, estimator, f));
        weights(node, estimator);
        offset(node, estimator);
        wild(node, estimator);
        ModelSpec model = new ModelSpec(
                node.name(),
                node.text("label"),
                estimator,
                estimator.grouped() ? effects : List.of(),
                options(node),
                node.faulty("formula") ? "" : node.text("formula"),
                node.text("vcov"),
                node.origin("formula"));
        return formulas.size() > 1 ? SeveralModels.of(model, formulas) : List.of(model);
    }

    /** So is a mistyped estimator with an effect. */
    private static Estimator estimator(Node node) {
        if (node.faulty("estimator")) {
            return node.has("effect") ? Estimator.RANDOM : Estimator.LEAST_SQUARES;
        }
        return Estimator.named(node.text("estimator")).orElse(Estimator.LEAST_SQUARES);
    }

    private List<String> effects(Node node) {
        List<String> effects = node.maybe("effect").stream()
                .flatMap(text -> Arrays.stream(text.split("\\+", -1)))
                .map(String::strip)
                .toList();
        effects.forEach(name -> MeasuresReader.known(node, "effect", name, panel));
        return effects;
    }

    private static void grouped(Node node, Estimator estimator, List<String> effects, List<Formula> formulas) {
        String who = estimator == Estimator.BETWEEN ? "Between effects" : "Random effects";
        if (effects.isEmpty()) {
            node.problem("estimator", who + " need 'effect', the column whose values have one each");
        }
        int most = estimator == Estimator.RANDOM ? 2 : 1;
        if (effects.size() > most || effects.stream().distinct().count() < effects.size()) {
            node.problem(
                    "effect", most == 1 ? who + " are those of one column" : who + " are those of one column or two");
        }
        if (formulas.stream().anyMatch(f -> !f.effects().isEmpty())) {
            node.problem("formula", who + " take no fixed effects after '|'; name the column in 'effect'");
        }
    }

    private static void instruments(Node node, Estimator estimator, Formula formula) {
        boolean given = formula.instrumented();
        if (given && estimator != Estimator.INSTRUMENTS) {
            node.problem("formula", "Only estimator = iv takes instruments; leave the last part of the formula out");
        }
        if (!given && estimator == Estimator.INSTRUMENTS) {
            node.problem("formula", "Instruments are missing: end it with | endogenous ~ instruments");
        }
    }

    private void weights(Node node, Estimator estimator) {
        if (node.maybe("weights").isEmpty()) {
            return;
        }
        number(node, "weights");
        if (estimator.grouped() || estimator == Estimator.FIRST_DIFFERENCE) {
            node.problem("weights", "'%s' takes no weights".formatted(estimator.key()));
        }
    }

    private void offset(Node node, Estimator estimator) {
        if (node.maybe("offset").isEmpty()) {
            return;
        }
        number(node, "offset");
        if (estimator != Estimator.POISSON) {
            node.problem("offset", "Only estimator = poisson takes it");
        }
    }

    /** A column of numbers. */
    private void number(Node node, String key) {
        MeasuresReader.known(node, key, node.text(key), panel);
        if (panel.isText(node.text(key))) {
            node.problem(
                    key,
                    "Column '%s' is text; %s are numbers"
                            .formatted(node.text(key), key.equals("offset") ? "offsets" : key));
        }
    }

    /** The bootstrap redraws errors by the clusters of one column, which have to be named for it. */
    private static void wild(Node node, Estimator estimator) {
        if (!node.has("wild")) {
            return;
        }
        if (estimator != Estimator.LEAST_SQUARES) {
            node.problem("wild", "The wild cluster bootstrap is made after least squares only");
        }
        if (!node.faulty("vcov") && ModelSpec.cluster(node.text("vcov")).isEmpty()) {
            node.problem("wild", "The wild cluster bootstrap needs vcov = \"cluster(name)\" with one column");
        }
    }

    private static ModelSpec.Options options(Node node) {
        return new ModelSpec.Options(
                node.text("method"),
                node.text("small-sample"),
                node.maybe("weights"),
                node.text("weight-type"),
                node.text("singletons"),
                node.maybe("offset"),
                node.texts("tests").stream()
                        .map(ModelSpec.Test::named)
                        .flatMap(Optional::stream)
                        .toList(),
                node.texts("wild").stream().map(Formulas::label).toList());
    }
}
