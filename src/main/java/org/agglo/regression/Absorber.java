package org.agglo.regression;

/**
 * Takes from columns what the levels of fixed effects explain of them. The seam where absorbers for other sizes go:
 * columns in, what is left of them and the effects' degrees of freedom out.
 */
interface Absorber {
    /**
     * What is left of the column, a new array of n.
     *
     * @throws NotEstimableException if the effects cannot be told apart to the accuracy asked for
     */
    double[] swept(double[] column);

    /** For each effect, in the order given, the levels that other effects explain. */
    long[] redundant();

    /** How redundant levels were counted if not exactly; empty if exactly. */
    String caveat();
}
