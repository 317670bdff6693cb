package org.agglo.app.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What changed from one run to another, as data.
 *
 * @param versions of Agglo, Spark and Java: said, but no difference between runs
 * @param settings settings of the study that differ
 * @param inputs files that are in one run only, or have other content
 * @param rows counts of rows, by source, that differ by more than the tolerance
 * @param panel the panel's size
 * @param estimates those that differ by more than the tolerance
 * @param models those in one run only
 * @param compared how many estimates both runs have
 */
public record Comparison(
        Run before,
        Run after,
        List<Change> versions,
        List<Change> settings,
        List<Input> inputs,
        List<Rows> rows,
        List<Change> panel,
        List<Estimate> estimates,
        List<Model> models,
        int compared) {
    public Comparison {
        versions = List.copyOf(versions);
        settings = List.copyOf(settings);
        inputs = List.copyOf(inputs);
        rows = List.copyOf(rows);
        panel = List.copyOf(panel);
        estimates = List.copyOf(estimates);
        models = List.copyOf(models);
    }

    /** The parts that can be looked at alone. */
    public enum Part {
        SETTINGS,
        INPUTS,
        ROWS,
        PANEL,
        ESTIMATES
    }

    /** One of the two. */
    public record Run(String path, String study, String id, String finished) {}

    /** Something that is another; null where it is absent. */
    public record Change(String what, String before, String after) {}

    /** A file that was added, removed or changed, which {@code change} says; −1 bytes where it is absent. */
    public record Input(String source, String path, String change, long bytesBefore, long bytesAfter) {}

    /** A count of a source's rows: {@code in}, {@code used}, {@code not selected}, or a reason for setting aside. */
    public record Rows(String source, String count, long before, long after) {}

    /** A model that is in one run only, {@code added} or {@code removed}. */
    public record Model(String table, String model, String group, String change) {}

    /**
     * A coefficient; null where it is absent or left out.
     *
     * @param outside whether the new estimate lies outside the old one's 95 % interval
     */
    public record Estimate(
            String table,
            String model,
            String group,
            String term,
            Double before,
            Double errorBefore,
            Double after,
            Double errorAfter,
            boolean outside) {}

    /** Compares two runs, each named by its results folder, its manifest or its file of results. */
    public static Comparison of(Path before, Path after, Tolerance tolerance, Set<Part> parts) {
        return new Comparer(RunFiles.read(before), RunFiles.read(after), tolerance, new TreeSet<>(parts)).compare();
    }

    /** Whether nothing differs beyond the tolerances. */
    public boolean same() {
        return settings.isEmpty()
                && inputs.isEmpty()
                && rows.isEmpty()
                && panel.isEmpty()
                && estimates.isEmpty()
                && models.isEmpty();
    }
}
