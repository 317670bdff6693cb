package org.agglo.app.run;

import java.nio.file.Path;
import java.util.Optional;
import org.agglo.app.study.Study;

/**
 * What the user asked for.
 *
 * @param study the study file
 * @param data where input paths start, instead of where the study says
 * @param out where results go, instead of {@code results/STUDY}
 * @param store the folder of the store, instead of where the study says
 * @param asOf the run whose files are taken, as the store holds them, instead of those that there are now
 */
public record RunRequest(
        Path study,
        Optional<String> data,
        Optional<String> out,
        Optional<String> store,
        Optional<String> asOf,
        Repeat repeat) {
    /** What happens where results stand already that would come out again. */
    public enum Repeat {
        /** They stand, and nothing runs. */
        IF_NEW,
        /** They are made again. */
        ALWAYS
    }

    /** Where the study's results go. */
    String folder(Study study) {
        return out.orElse("results/" + study.name());
    }

    /** A run that makes its results whether they stand already or not. */
    public RunRequest(Path study, Optional<String> data, Optional<String> out) {
        this(study, data, out, Optional.empty(), Optional.empty(), Repeat.ALWAYS);
    }
}
