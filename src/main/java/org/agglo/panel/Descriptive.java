package org.agglo.panel;

/**
 * A variable in numbers.
 *
 * @param n rows with a value
 * @param missing rows without: null or NaN
 * @param mean arithmetic mean; NaN if n is 0
 * @param sd standard deviation with n − 1; NaN if n is below 2
 * @param min least value; NaN if n is 0
 * @param max greatest value; NaN if n is 0
 */
public record Descriptive(String variable, long n, long missing, double mean, double sd, double min, double max) {}
