package org.agglo.panel;

/** How records reach their region: look {@code on} up in the table {@code source}, which is keyed by it. */
public record Crosswalk(String source, String on) {}
