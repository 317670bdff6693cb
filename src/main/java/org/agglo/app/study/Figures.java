package org.agglo.app.study;

import java.util.List;
import java.util.Optional;

/**
 * Figures to draw.
 *
 * @param averages whether the averages of {@link Describe} are drawn
 */
public record Figures(boolean averages, Optional<Coefficients> coefficients) {
    /** One term's estimates and intervals in every model of these tables. */
    public record Coefficients(String term, List<String> tables) {
        public Coefficients {
            tables = List.copyOf(tables);
        }
    }
}
