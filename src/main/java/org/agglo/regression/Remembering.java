package org.agglo.regression;

import java.util.IdentityHashMap;

/** Sweeps each column, told by its array, once: what is left of it is shared, not a copy. */
final class Remembering implements Absorber {
    private final Absorber absorber;
    private final IdentityHashMap<double[], double[]> swept = new IdentityHashMap<>();

    Remembering(Absorber absorber) {
        this.absorber = absorber;
    }

    @Override
    public double[] swept(double[] column) {
        return swept.computeIfAbsent(column, absorber::swept);
    }

    @Override
    public long[] redundant() {
        return absorber.redundant();
    }

    @Override
    public String caveat() {
        return absorber.caveat();
    }

    @Override
    public double[][] coefficients(double[] column) {
        return absorber.coefficients(column);
    }
}
