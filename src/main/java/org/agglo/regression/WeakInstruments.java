package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agglo.regression.RegressionSummary.FirstStage;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.Distributions;
import org.agglo.stats.RelativeEigenvalues;
import org.agglo.stats.SymmetricMatrix;
import org.agglo.stats.Wald;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;

/**
 * How much the instruments say of the endogenous regressors. Exogenous regressors, constant and effects are taken out of both
 * first: P are then the endogenous regressors (n, m), Z the instruments (n, l), Π = (Z'Z)⁻¹Z'P, V = P − ZΠ.
 */
final class WeakInstruments {
    private static final String WEAK =
            "The instruments do not identify the endogenous regressors: their coefficients in the first stages have not full rank";
    private static final String PERFECT = "The instruments explain the endogenous regressors without error";

    private final TwoStages stages;
    private final int instruments;
    private final CrossProducts beyond;
    private final SymmetricMatrix left;
    private final SymmetricMatrix explained;
    /** Of Π'Z'ZΠ relative to V'V; null where the first stages are perfect together. */
    private final RelativeEigenvalues roots;

    WeakInstruments(TwoStages stages) {
        this.stages = stages;
        this.instruments = stages.instruments().size();
        this.beyond = beyondFirst(stages.products(), stages.exogenous());
        CrossProducts rest = beyondFirst(beyond, instruments);
        int size = rest.columns();
        double[][] v = new double[size][size];
        double[][] e = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                v[i][j] = rest.get(i, j);
                e[i][j] = beyond.get(instruments + i, instruments + j) - v[i][j];
            }
        }
        this.left = SymmetricMatrix.of(v);
        this.explained = SymmetricMatrix.of(e);
        this.roots = RelativeEigenvalues.of(explained, left);
    }

    private static CrossProducts beyondFirst(CrossProducts products, int columns) {
        CrossProducts beyond = products;
        for (int j = 0; j < columns; j++) {
            beyond = beyond.beyondFirst();
        }
        return beyond;
    }

    /** The first stages under a covariance. */
    List<FirstStage> firstStages(Vcov vcov) {
        List<FirstStage> all = new ArrayList<>();
        List<Fitted> fitted = List.copyOf(stages.first().values());
        List<String> names = List.copyOf(stages.first().keySet());
        double[] total = diagonalOfInverse(total());
        double[] own = diagonalOfInverse(explained);
        for (int j = 0; j < fitted.size(); j++) {
            RegressionSummary summary = Summaries.of(fitted.get(j), vcov);
            double share = explained.get(j, j) / beyond.get(instruments + j, instruments + j);
            all.add(new FirstStage(names.get(j), summary, f(summary, names.get(j)), share, total[j] / own[j]));
        }
        return all;
    }

    private SymmetricMatrix total() {
        return explained.plus(left);
    }

    private static double[] diagonalOfInverse(SymmetricMatrix matrix) {
        double[] diagonal = new double[matrix.size()];
        for (int j = 0; j < diagonal.length; j++) {
            double[] unit = new double[diagonal.length];
            unit[j] = 1;
            diagonal[j] = Wald.statistic(unit, matrix);
        }
        return diagonal;
    }

    private TestResult f(RegressionSummary summary, String endogenous) {
        TestResult f = WaldTest.zero(summary, stages.instruments());
        return new TestResult(
                "First stage of " + endogenous,
                "The coefficients of the instruments %s are all zero".formatted(Words.and(stages.instruments())),
                f.distribution(),
                f.statistic(),
                f.df1(),
                f.df2(),
                f.pValue(),
                f.note());
    }

    /**
     * The least eigenvalue of (V'V/(n − K₁ − l))⁻¹·Π'Z'ZΠ over l (Cragg and Donald 1993, <i>Econometric Theory</i> 9, 222–240),
     * K₁ counting the exogenous regressors, the constant and the effects: the F of the first stage if there is but one. Its critical
     * values are those of Stock and Yogo (2005).
     */
    TestResult craggDonald() {
        double n = stages.structural().solution().observations();
        long exogenous =
                stages.structural().freedom().parameters() - stages.first().size();
        double df = n - exogenous - instruments;
        return new TestResult(
                "Cragg–Donald",
                WEAK,
                "F",
                roots == null ? Double.NaN : roots.value(0) * df / instruments,
                instruments,
                df,
                Double.NaN,
                roots == null
                        ? PERFECT
                        : "Holds for iid errors; compare with the critical values of Stock and Yogo (2005)");
    }

    /**
     * Wald's statistic of the rank of Π over l (Kleibergen and Paap 2006, <i>J. Econometrics</i> 133, 97–126). With c the vector
     * of the least eigenvalue and R the directions orthogonal to the coefficients Πc_j of the other vectors, it tests R'Πc = 0
     * under the covariance of the regression of Pc on the instruments, with the small-sample factor of the second stage. Under iid
     * the covariance is V'V/n, so that this is Cragg–Donald times n/(n − K₁ − l).
     */
    TestResult kleibergenPaap(Vcov vcov, Covarying covarying) {
        int df = instruments - stages.first().size() + 1;
        double chiSquared = roots == null ? Double.NaN : rank(vcov, covarying);
        String note = "p is that of %d times F in χ²(%d)".formatted(instruments, df);
        if (Double.isNaN(chiSquared)) {
            note = roots == null ? PERFECT : "The covariance of the first stages' coefficients is singular";
        }
        return new TestResult(
                "Kleibergen–Paap rk",
                WEAK,
                "F",
                chiSquared / instruments,
                df,
                Double.NaN,
                Distributions.chiSquaredTail(chiSquared, df),
                note);
    }

    private double rank(Vcov vcov, Covarying covarying) {
        if (vcov.kind() == Vcov.Kind.IID) {
            return stages.structural().solution().observations() * roots.value(0);
        }
        Solution least = combined(roots.vector(0));
        int first = stages.exogenous();
        int shift = least.design().intercept() ? 1 : 0;
        SymmetricMatrix v = covarying.of(least);
        double[][] directions = directions();
        double[] tested = new double[directions.length];
        double[][] covariance = new double[directions.length][directions.length];
        for (int i = 0; i < directions.length; i++) {
            for (int a = 0; a < instruments; a++) {
                tested[i] += directions[i][a] * length(a) * least.slopes()[first + a];
            }
            for (int j = 0; j < directions.length; j++) {
                for (int a = 0; a < instruments; a++) {
                    for (int b = 0; b < instruments; b++) {
                        covariance[i][j] += directions[i][a]
                                * length(a)
                                * v.get(shift + first + a, shift + first + b)
                                * length(b)
                                * directions[j][b];
                    }
                }
            }
        }
        return Wald.statistic(tested, SymmetricMatrix.of(covariance));
    }

    /** Of an instrument beyond the exogenous regressors. */
    private double length(int instrument) {
        return Math.sqrt(beyond.get(instrument, instrument));
    }

    /** (l − m + 1, l), orthonormal, orthogonal to the other vectors' coefficients of instruments brought to length 1. */
    private double[][] directions() {
        int others = roots.size() - 1;
        double[][] taken = new double[instruments][Math.max(1, others)];
        for (int j = 0; j < others; j++) {
            double[] c = roots.vector(j + 1);
            int stage = 0;
            for (Fitted fitted : stages.first().values()) {
                double[] slopes = fitted.solution().slopes();
                for (int a = 0; a < instruments; a++) {
                    taken[a][j] += c[stage] * slopes[stages.exogenous() + a] * length(a);
                }
                stage++;
            }
        }
        double[][] q = new QRDecomposition(new Array2DRowRealMatrix(taken, false))
                .getQT()
                .getData();
        return Arrays.copyOfRange(q, others, instruments);
    }

    /** The regression of a combination of the endogenous regressors on the exogenous ones and the instruments. */
    private Solution combined(double[] c) {
        List<Fitted> fitted = List.copyOf(stages.first().values());
        Design any = stages.firstDesign();
        double[] y = new double[any.rows()];
        for (int j = 0; j < c.length; j++) {
            double[] column = fitted.get(j).solution().design().y();
            for (int row = 0; row < y.length; row++) {
                y[row] = Math.fma(c[j], column[row], y[row]);
            }
        }
        return Solution.of(stages.design(any.names(), y, any.x()), Fitter.CROSS_PRODUCTS);
    }
}
