package org.agglo.regression;

/**
 * Takes from columns what fixed effects explain of them: the weighted projection off the columns of all their levels and slopes.
 *
 * <p>The seam where absorbers for other sizes go. Columns (n) and effects ({@link Effect}) come in, the effects and weights when it
 * is made ({@link Absorbers#of}); what is left of a column, the effects' rank and their coefficients go out. Whoever
 * implements it owes three things: what is left is orthogonal, under the weights, to every level's column to 1e-10 of its
 * own spread; the same input gives the same bytes; and what cannot be done to that accuracy is refused.
 */
interface Absorber {
    /**
     * What is left of the column, a new array of n.
     *
     * @throws NotEstimableException if the effects cannot be swept out to the accuracy asked for
     */
    double[] swept(double[] column);

    /**
     * For each effect, in the order given, the coefficients that other effects explain: the rank of all is their number less the
     * sum of these.
     */
    long[] redundant();

    /** How redundant coefficients were counted if not exactly; empty if exactly. */
    String caveat();

    /**
     * Coefficients by effect, in the order given, and level: what was taken off a column is, in each row, the sum of the
     * coefficients of the row's levels, those of slopes times the slope's column. Where the effects leave them undetermined
     * these are some of many; {@link FixedEffects} brings them to one form.
     */
    double[][] coefficients(double[] column);
}
