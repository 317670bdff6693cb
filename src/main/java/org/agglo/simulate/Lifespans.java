package org.agglo.simulate;

/**
 * The years in which a firm exists. With probability {@code entry} it enters in one of the later years, each alike; with
 * probability {@code exit} it leaves after one of the earlier years, each alike; it exists for one year at least.
 */
final class Lifespans {
    private Lifespans() {}

    /** First year, counted from 0, for a uniform u. */
    static int first(double u, int years, double entry) {
        return u < entry && years > 1 ? 1 + (int) (u / entry * (years - 1)) : 0;
    }

    /** Last year, counted from 0, for a uniform u, before it is raised to the first. */
    static int last(double u, int years, double exit) {
        return u < exit && years > 1 ? (int) (u / exit * (years - 1)) : years - 1;
    }

    /** Expected part of the firms that exist, by year. */
    static double[] alive(int years, double entry, double exit) {
        double[] alive = new double[years];
        for (int first = 0; first < years; first++) {
            for (int last = 0; last < years; last++) {
                double enters = first == 0 ? (years > 1 ? 1 - entry : 1) : entry / (years - 1);
                double leaves = last == years - 1 ? (years > 1 ? 1 - exit : 1) : exit / (years - 1);
                for (int t = first; t <= Math.max(first, last); t++) {
                    alive[t] += enters * leaves;
                }
            }
        }
        return alive;
    }
}
