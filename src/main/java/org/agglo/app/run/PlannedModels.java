package org.agglo.app.run;

import java.util.List;
import org.agglo.app.study.ModelSpec;
import org.agglo.app.study.Study;
import org.agglo.app.study.TableSpec;

/** The models of a plan. */
final class PlannedModels {
    private static final String CROSS_PRODUCTS = "cross-products";
    private static final String BY_SIZE = "MLlib up to a million cells, cross-products beyond";

    private PlannedModels() {}

    static List<Plan.Estimates> of(Study study) {
        return study.tables().stream()
                .map(table -> new Plan.Estimates(
                        table.name(),
                        table.title(),
                        table.by(),
                        table.models().stream()
                                .map(model -> model(table, model))
                                .toList()))
                .toList();
    }

    private static Plan.Model model(TableSpec table, ModelSpec model) {
        boolean leastSquares = model.estimator() == ModelSpec.Estimator.LEAST_SQUARES;
        String passes = table.by()
                .map(by -> leastSquares ? "1, all values of %s at once".formatted(by) : "1 for each " + by)
                .orElse("1");
        return new Plan.Model(
                model.name(),
                model.label(),
                model.estimator().key(),
                model.formula(),
                model.vcov(),
                fitter(model, table.by().isPresent() && leastSquares),
                passes);
    }

    private static String fitter(ModelSpec model, boolean together) {
        return switch (model.estimator()) {
            case INSTRUMENTS -> CROSS_PRODUCTS;
            case POISSON -> CROSS_PRODUCTS + ", iterated";
            default -> together ? CROSS_PRODUCTS : BY_SIZE;
        };
    }
}
