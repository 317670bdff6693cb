package org.agglo.regression;

/** Finds the coefficients α that take a column's sums away; an approximation is enough, it is repeated on what is left. */
interface LevelSolver {
    /**
     * @param sums of each coefficient's column but the largest block's, with a column from which that block is gone
     * @return α by coefficient, a new array or {@code sums} itself overwritten
     */
    double[] solve(double[] sums);
}
