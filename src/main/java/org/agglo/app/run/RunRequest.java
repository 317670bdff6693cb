package org.agglo.app.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param study the study file
 * @param data where input paths start, instead of where the study says
 * @param out where results go, instead of {@code results/STUDY}
 */
public record RunRequest(Path study, Optional<String> data, Optional<String> out) {}
