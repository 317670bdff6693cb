package org.agglo.app.study;

/**
 * A column computed from others.
 *
 * @param expression in the formula language, such as {@code floor(fips / 1000)}
 */
public record Derived(String name, String expression, Origin origin) {}
