package org.agglo.app.run;

import java.util.List;
import java.util.Optional;

/**
 * What a run would do, told from the study and the sizes of its files.
 *
 * @param out where the results would go
 * @param replaces whether they would replace those of a run
 * @param stands whether the results there would come out again, so that nothing would run
 * @param simulated the simulation that would make the data first, as they are not there
 * @param store where what files gave is kept
 * @param bytes at least so many would be read from files, all passes together
 */
public record Plan(
        String study,
        String title,
        String data,
        String out,
        boolean replaces,
        boolean stands,
        Optional<Simulated> simulated,
        Optional<String> store,
        List<Input> sources,
        Grain panel,
        List<Estimates> tables,
        long bytes) {
    public Plan {
        sources = List.copyOf(sources);
        tables = List.copyOf(tables);
    }

    /** @param rows about as many */
    public record Simulated(String file, long rows) {}

    /**
     * A source.
     *
     * @param role what the panel uses it for
     * @param reading {@code condensed}, {@code kept}, {@code not read}, {@code row by row} or {@code unknown}
     * @param why in words
     * @param files that it means now
     * @param bytes of those that would be read
     * @param removed files that the store knows and that are no longer there
     */
    public record Input(
            String name,
            String role,
            String path,
            String format,
            String reading,
            String why,
            List<File> files,
            long bytes,
            long removed,
            List<Pass> passes) {
        public Input {
            files = List.copyOf(files);
            passes = List.copyOf(passes);
        }

        /** How many passes over the files there are for sure. */
        public long certain() {
            return passes.stream().filter(pass -> pass.unless().isEmpty()).count();
        }
    }

    /** @param store {@code new}, {@code changed}, {@code again} or {@code unchanged}; empty without a store */
    public record File(String path, long bytes, String store) {}

    /** @param unless when it is left out; empty if it never is */
    public record Pass(String what, String unless) {}

    /**
     * The panel.
     *
     * @param key one row for each of these together
     * @param columns those that the study names: totals, joined, computed, measures
     */
    public record Grain(List<String> key, Optional<Integer> from, Optional<Integer> to, List<String> columns) {}

    /**
     * A table.
     *
     * @param by the column whose values split the sample
     */
    public record Estimates(String name, String title, Optional<String> by, List<Model> models) {
        public Estimates {
            models = List.copyOf(models);
        }
    }

    /**
     * A model.
     *
     * @param passes over the panel, which is held in memory
     */
    public record Model(
            String name, String label, String estimator, String formula, String errors, String fitter, String passes) {}

    /** As JSON. */
    public String json() {
        return Json.text(this);
    }
}
