package org.agglo.app.run;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.agglo.app.study.Origin;
import org.agglo.app.study.Study;
import org.agglo.spark.HeaderException;

/** Says where the study asks for a column that a file does not have. */
final class Asked {
    private Asked() {}

    /** Reads a source. */
    static <T> T of(Study study, String source, Supplier<T> read) {
        try {
            return read.get();
        } catch (HeaderException e) {
            Map<String, Origin> places = study.places().get(source);
            List<Origin> asked = e.missing().stream()
                    .map(places::get)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (asked.isEmpty()) {
                throw e;
            }
            throw e.with(asked.stream()
                    .map(Origin::toString)
                    .collect(Collectors.joining(" and ", "\nThe study asks for it at ", "")));
        }
    }
}
