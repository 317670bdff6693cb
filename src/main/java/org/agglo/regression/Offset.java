package org.agglo.regression;

import java.util.Optional;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;
import scala.Option;

/** What a Poisson regression adds to its linear predictor with coefficient 1. */
final class Offset {
    private Offset() {}

    static Param<String> offsetCol(Identifiable parent) {
        return new Param<>(
                parent,
                "offsetCol",
                "column, or expression such as log(population), added to the linear predictor with coefficient 1; none by"
                        + " default");
    }

    static Param<String> exposureCol(Identifiable parent) {
        return new Param<>(
                parent,
                "exposureCol",
                "column that the mean is proportional to, its logarithm being the offset; none by default");
    }

    /**
     * Of the two params' values.
     *
     * @throws IllegalArgumentException if both are there, or pointing at the character where one is not understood
     */
    static Optional<Expression> of(Option<String> offset, Option<String> exposure) {
        boolean some = offset.isDefined() && !offset.get().isBlank();
        boolean rate = exposure.isDefined() && !exposure.get().isBlank();
        if (some && rate) {
            throw new IllegalArgumentException(
                    "Both offsetCol (%s) and exposureCol (%s) are set; an exposure is an offset of its logarithm: set one"
                            .formatted(offset.get(), exposure.get()));
        }
        if (rate) {
            return Optional.of(Expression.parse("log(" + exposure.get() + ")"));
        }
        return some ? Optional.of(Expression.parse(offset.get())) : Optional.empty();
    }
}
