package org.agglo.regression;

import java.util.List;

/** The blocks of effects but the largest, their coefficients numbered one block after the other. */
final class OtherBlocks {
    private final List<EffectBlock> blocks;
    private final int[] starts;

    /** Sees one effect of a block: the column of the block's basis and where its coefficients, one for each level, start. */
    interface Visitor {
        void effect(EffectBlock block, int k, int start);
    }

    OtherBlocks(List<EffectBlock> blocks) {
        this.blocks = List.copyOf(blocks);
        this.starts = new int[blocks.size() + 1];
        for (int f = 0; f < blocks.size(); f++) {
            starts[f + 1] = starts[f] + blocks.get(f).size();
        }
    }

    /** Number of coefficients. */
    int size() {
        return starts[blocks.size()];
    }

    void forEach(Visitor visitor) {
        for (int f = 0; f < blocks.size(); f++) {
            EffectBlock block = blocks.get(f);
            for (int k = 0; k < block.numbers().length; k++) {
                visitor.effect(block, k, starts[f] + k * block.levels().levels());
            }
        }
    }

    /** Σ w·q·x of each coefficient's column. */
    double[] sums(double[] column) {
        double[] sums = new double[size()];
        for (int f = 0; f < blocks.size(); f++) {
            blocks.get(f).addSums(column, sums, starts[f]);
        }
        return sums;
    }

    /** Σ w·q² of each coefficient's column. */
    double[] lengths() {
        double[] lengths = new double[size()];
        forEach((block, k, start) -> {
            for (int level = 0; level < block.levels().levels(); level++) {
                lengths[start + level] = block.length(k, level);
            }
        });
        return lengths;
    }

    /** The largest of the sums, each as the mean over its level of what is left in units of its column's spread. */
    double off(double[] sums) {
        double[] most = new double[1];
        forEach((block, k, start) -> {
            for (int level = 0; level < block.levels().levels(); level++) {
                double length = block.length(k, level);
                if (length > 0) {
                    double unit = Math.sqrt(length) * Math.sqrt(block.weight(level));
                    most[0] = Math.max(most[0], Math.abs(sums[start + level]) / unit);
                }
            }
        });
        return most[0];
    }

    /** Takes coefficients times their columns off. */
    void subtract(double[] column, double[] coefficients) {
        for (int f = 0; f < blocks.size(); f++) {
            blocks.get(f).subtract(column, coefficients, starts[f]);
        }
    }

    /** Room for the effects' own coefficients. */
    void fill(double[][] found) {
        blocks.forEach(block -> block.fill(found));
    }

    /** The effects' own coefficients. */
    void recover(double[] coefficients, double[][] found) {
        for (int f = 0; f < blocks.size(); f++) {
            blocks.get(f).recover(coefficients, starts[f], found);
        }
    }

    /**
     * A row's entries in the coefficients' columns.
     *
     * @param at filled with their numbers
     * @param values filled with them
     * @return how many there are
     */
    int row(int row, int[] at, double[] values) {
        int found = 0;
        for (int f = 0; f < blocks.size(); f++) {
            EffectBlock block = blocks.get(f);
            int level = block.levels().codes()[row];
            for (int k = 0; k < block.numbers().length; k++) {
                at[found] = starts[f] + k * block.levels().levels() + level;
                values[found++] = block.value(k, row);
            }
        }
        return found;
    }

    /** Entries of a row. */
    int width() {
        return blocks.stream().mapToInt(block -> block.numbers().length).sum();
    }
}
