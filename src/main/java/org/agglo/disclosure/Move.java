package org.agglo.disclosure;

/** How a family's factor t changes its cells, before they are held within their bounds. */
interface Move {
    /** The cell at t, as a child or as the parent. */
    double child(int i, double t);

    double parent(int i, double t);

    /** How fast the cell grows with t, or, as the parent, shrinks. */
    double childSlope(int i);

    double parentSlope(int i, double t);

    /** The t that changes nothing. */
    double neutral();

    /** What t must exceed. */
    double floor();

    /** The t at which the cell has a value, as a child or as the parent. */
    double childAt(int i, double value);

    double parentAt(int i, double value);

    /** Multiplies children by t and divides the parent by it. */
    @SuppressWarnings("ArrayRecordComponent") // Changed in place.
    record Scaling(double[] raw) implements Move {
        @Override
        public double child(int i, double t) {
            return within(raw[i] * t);
        }

        @Override
        public double parent(int i, double t) {
            return within(raw[i] / t);
        }

        @Override
        public double childSlope(int i) {
            return raw[i];
        }

        @Override
        public double parentSlope(int i, double t) {
            return raw[i] / t / t;
        }

        @Override
        public double neutral() {
            return 1;
        }

        @Override
        public double floor() {
            return 0;
        }

        @Override
        public double childAt(int i, double value) {
            return value / raw[i];
        }

        @Override
        public double parentAt(int i, double value) {
            return raw[i] / value;
        }

        private static double within(double v) {
            return Math.min(1e280, Math.max(1e-280, v));
        }
    }

    /**
     * Adds t times the weight to children and takes it from the parent.
     *
     * @param weight (n) above zero
     */
    @SuppressWarnings("ArrayRecordComponent") // Changed in place.
    record Shifting(double[] raw, double[] weight) implements Move {
        @Override
        public double child(int i, double t) {
            return raw[i] + weight[i] * t;
        }

        @Override
        public double parent(int i, double t) {
            return raw[i] - weight[i] * t;
        }

        @Override
        public double childSlope(int i) {
            return weight[i];
        }

        @Override
        public double parentSlope(int i, double t) {
            return weight[i];
        }

        @Override
        public double neutral() {
            return 0;
        }

        @Override
        public double floor() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public double childAt(int i, double value) {
            return (value - raw[i]) / weight[i];
        }

        @Override
        public double parentAt(int i, double value) {
            return (raw[i] - value) / weight[i];
        }
    }
}
