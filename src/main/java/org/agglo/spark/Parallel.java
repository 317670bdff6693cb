package org.agglo.spark;

import java.util.List;
import java.util.function.Function;

/** Looks at many files at once on the driver, with the same outcome as one after the other. */
public final class Parallel {
    private Parallel() {}

    private record Outcome<R>(R result, RuntimeException failure) {
        static <T, R> Outcome<R> of(T item, Function<? super T, ? extends R> function) {
            try {
                return new Outcome<>(function.apply(item), null);
            } catch (RuntimeException e) {
                return new Outcome<>(null, e);
            }
        }

        R get() {
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }

    /**
     * What the function makes of each item, in their order. If it fails for some, the failure is that of the first of
     * them in the list, not of the first in time, so that a user is told the same whenever a run is repeated.
     */
    public static <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> function) {
        List<Outcome<R>> outcomes = items.parallelStream()
                .map(item -> Outcome.<T, R>of(item, function))
                .toList();
        return outcomes.stream().map(Outcome::get).toList();
    }
}
