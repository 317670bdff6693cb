package org.agglo.regression;

/** Finds the levels' effects α that take a column's level sums away; an approximation is enough, it is repeated on what is left. */
interface LevelSolver {
    /**
     * @param sums by level of the effects but the largest, of a column already taken about the means of the largest
     * @return α by level, a new array or {@code sums} itself overwritten
     */
    double[] solve(double[] sums);
}
