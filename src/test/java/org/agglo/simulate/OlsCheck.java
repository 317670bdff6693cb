package org.agglo.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Log patents on the logs of the five variables by least squares with dummies, solved by the normal equations, with
 * standard errors clustered by region (no small-sample factor but G/(G − 1)).
 */
record OlsCheck(double[] coefficients, double[] standardErrors) {
    /** Fits with effects none, year, region or two. */
    static OlsCheck fit(Drawn country, String effects) {
        int regions = country.spec().regions().size();
        int years = country.spec().years();
        double[][] x = new double[regions * years][];
        double[] y = new double[regions * years];
        double[][] patents = country.values("pat");
        for (int p = 0; p < regions; p++) {
            for (int t = 0; t < years; t++) {
                y[p * years + t] = Math.log(patents[p][t]);
                x[p * years + t] = row(country, effects, p, t);
            }
        }
        return solve(x, y, years);
    }

    private static double[] row(Drawn country, String effects, int region, int year) {
        List<Double> row = new ArrayList<>();
        for (String name : SimulationSpec.VARIABLES) {
            row.add(Math.log(country.values(name)[region][year]));
        }
        row.add(1.0);
        for (int p = 1;
                p < country.spec().regions().size() && !effects.equals("year") && !effects.equals("none");
                p++) {
            row.add(p == region ? 1.0 : 0.0);
        }
        for (int t = 1; t < country.spec().years() && !effects.equals("region") && !effects.equals("none"); t++) {
            row.add(t == year ? 1.0 : 0.0);
        }
        return row.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static OlsCheck solve(double[][] x, double[] y, int clusterSize) {
        int k = x[0].length;
        double[][] cross = new double[k][k];
        double[] right = new double[k];
        for (int i = 0; i < x.length; i++) {
            for (int a = 0; a < k; a++) {
                right[a] += x[i][a] * y[i];
                for (int b = 0; b < k; b++) {
                    cross[a][b] += x[i][a] * x[i][b];
                }
            }
        }
        double[][] inverse = inverse(cross);
        double[] beta = times(inverse, right);
        double[][] meat = new double[k][k];
        int clusters = x.length / clusterSize;
        for (int g = 0; g < clusters; g++) {
            double[] score = new double[k];
            for (int i = g * clusterSize; i < (g + 1) * clusterSize; i++) {
                double residual = y[i];
                for (int a = 0; a < k; a++) {
                    residual -= x[i][a] * beta[a];
                }
                for (int a = 0; a < k; a++) {
                    score[a] += x[i][a] * residual;
                }
            }
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    meat[a][b] += score[a] * score[b] * clusters / (clusters - 1.0);
                }
            }
        }
        double[] errors = new double[k];
        for (int a = 0; a < k; a++) {
            double[] half = times(meat, inverse[a]);
            for (int b = 0; b < k; b++) {
                errors[a] += inverse[a][b] * half[b];
            }
            errors[a] = Math.sqrt(errors[a]);
        }
        return new OlsCheck(beta, errors);
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    private static double[][] inverse(double[][] matrix) {
        int k = matrix.length;
        double[][] work = new double[k][2 * k];
        for (int i = 0; i < k; i++) {
            System.arraycopy(matrix[i], 0, work[i], 0, k);
            work[i][k + i] = 1;
        }
        for (int column = 0; column < k; column++) {
            int pivot = column;
            for (int i = column; i < k; i++) {
                pivot = Math.abs(work[i][column]) > Math.abs(work[pivot][column]) ? i : pivot;
            }
            double[] swap = work[pivot];
            work[pivot] = work[column];
            work[column] = swap;
            double divisor = swap[column];
            for (int j = 0; j < 2 * k; j++) {
                swap[j] /= divisor;
            }
            for (int i = 0; i < k; i++) {
                double factor = i == column ? 0 : work[i][column];
                for (int j = 0; j < 2 * k && factor != 0; j++) {
                    work[i][j] -= factor * swap[j];
                }
            }
        }
        double[][] result = new double[k][k];
        for (int i = 0; i < k; i++) {
            System.arraycopy(work[i], k, result[i], 0, k);
        }
        return result;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SimulationSpec.VARIABLES.size(); i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s %.3f (%.3f)  ",
                    SimulationSpec.VARIABLES.get(i),
                    coefficients[i],
                    standardErrors[i]));
        }
        return text.toString();
    }
}
