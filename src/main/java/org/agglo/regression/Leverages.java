package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import org.agglo.stats.SymmetricMatrix;

/**
 * Leverages: the diagonal of the hat matrix of the regression on the regressors and one dummy per level, h_i = w_i·x_i'·B·x_i of the
 * swept regressors plus what the effects have. One of the rows that a row stands for under frequency weights has h_i/w_i.
 */
final class Leverages {
    /** A row this near 1 fits itself whatever its outcome. */
    private static final double ONE = 1 - 1e-9;

    private static final int SHOWN = 5;

    private Leverages() {}

    /** (n), of the swept regressors alone. */
    static double[] within(Solution solution) {
        double[][] x = solution.columns();
        SymmetricMatrix bread = solution.bread();
        double[] leverages = new double[solution.residuals().length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                double b = bread.get(i, j);
                for (int row = 0; row < leverages.length; row++) {
                    leverages[row] += b * x[i][row] * x[j][row];
                }
            }
        }
        weigh(leverages, solution.weights());
        return leverages;
    }

    /** (n), of the regressors and the effects. */
    static double[] of(String spec, Solution solution, List<Effect> effects) {
        double[] leverages = within(solution);
        if (!effects.isEmpty()) {
            double[] more = new EffectLeverages(spec, effects, solution.weights()).unweighted();
            weigh(more, solution.weights());
            for (int row = 0; row < leverages.length; row++) {
                leverages[row] += more[row];
            }
        }
        return leverages;
    }

    private static void weigh(double[] leverages, Weights weights) {
        for (int row = 0; row < leverages.length; row++) {
            leverages[row] *= weights.ofOne(row);
        }
    }

    /**
     * (n), what each residual is multiplied with.
     *
     * @throws NotEstimableException naming the levels of the rows whose leverage is 1
     */
    static double[] blown(String spec, Correction.Leverage kind, Solution solution, List<Effect> effects) {
        boolean within = switch (kind) {
            case WITHIN_HC2, WITHIN_HC3, WITHIN_HC4 -> true;
            default -> false;
        };
        double[] h = within ? within(solution) : of(spec, solution, effects);
        requireBelowOne(spec, h, effects);
        int p = solution.columns().length;
        double n = h.length;
        for (int row = 0; row < h.length; row++) {
            double power = switch (kind) {
                case HC2, WITHIN_HC2 -> 0.5;
                case WITHIN_HC4 -> Math.min(4, n * h[row] / p) / 2;
                default -> 1;
            };
            h[row] = Math.pow(1 - h[row], -power);
        }
        return h;
    }

    private static void requireBelowOne(String spec, double[] h, List<Effect> effects) {
        List<String> where = new ArrayList<>();
        int found = 0;
        for (int row = 0; row < h.length; row++) {
            if (h[row] >= ONE) {
                found++;
                String place = place(row, effects);
                if (where.size() < SHOWN && !where.contains(place)) {
                    where.add(place);
                }
            }
        }
        if (found > 0) {
            throw new NotEstimableException(
                    ("%s: %s of leverage 1, which the model fits whatever the outcome (%s%s); leave out rows that are alone in"
                                    + " a level, or take hc1 or a clustered covariance")
                            .formatted(
                                    spec,
                                    Words.count(found, "row"),
                                    String.join("; ", where),
                                    where.size() < found ? "; …" : ""));
        }
    }

    private static String place(int row, List<Effect> effects) {
        if (effects.isEmpty()) {
            return "row %,d in the order of the sample".formatted(row + 1);
        }
        List<String> levels = new ArrayList<>();
        for (Effect effect : effects) {
            Category category = effect.levels();
            String level = category.name() + " " + category.labels().get(category.codes()[row]);
            if (!levels.contains(level)) {
                levels.add(level);
            }
        }
        return String.join(", ", levels);
    }
}
