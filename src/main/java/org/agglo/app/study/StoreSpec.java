package org.agglo.app.study;

import java.util.Optional;

/**
 * Where what the files gave is kept from run to run.
 *
 * @param folder used unless there is a catalog; relative to the working directory
 * @param catalog the name of another catalog, which Spark knows
 * @param namespace of the study's table
 * @param keep how many runs can be gone back to
 * @param origin where the study says so
 */
public record StoreSpec(String folder, Optional<String> catalog, String namespace, int keep, Origin origin) {}
