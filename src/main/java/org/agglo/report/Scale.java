package org.agglo.report;

/** Maps the data's range to the picture's. */
record Scale(double low, double high, double from, double to) {
    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }
}
