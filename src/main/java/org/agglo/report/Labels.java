package org.agglo.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Moves labels apart along a line, each as near as can be to where it belongs. */
final class Labels {
    private Labels() {}

    /**
     * Middles at which labels of these heights do not overlap.
     *
     * @param wanted where each label's middle belongs
     * @param heights of the labels
     * @param from upper end of the line
     * @param to lower end; labels that do not fit all together go beyond it
     */
    static double[] spread(double[] wanted, double[] heights, double from, double to) {
        List<Block> blocks = new ArrayList<>();
        IntStream.range(0, wanted.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> wanted[i]))
                .forEach(i -> {
                    Block block = new Block(i, wanted[i], heights[i], from, to);
                    while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).end() > block.top) {
                        block = blocks.remove(blocks.size() - 1).with(block, from, to);
                    }
                    blocks.add(block);
                });
        double[] middles = new double[wanted.length];
        for (Block block : blocks) {
            double top = block.top;
            for (int i : block.labels) {
                middles[i] = top + heights[i] / 2;
                top += heights[i];
            }
        }
        return middles;
    }

    /** Labels that touch, placed so that their offsets from where they belong cancel. */
    private static final class Block {
        private final List<Integer> labels = new ArrayList<>();
        private double height;
        private double wantedTops;
        private double top;

        Block(int label, double middle, double height, double from, double to) {
            labels.add(label);
            this.height = height;
            this.wantedTops = middle - height / 2;
            place(from, to);
        }

        double end() {
            return top + height;
        }

        Block with(Block below, double from, double to) {
            wantedTops += below.wantedTops - height * below.labels.size();
            labels.addAll(below.labels);
            height += below.height;
            place(from, to);
            return this;
        }

        private void place(double from, double to) {
            top = Math.max(from, Math.min(to - height, wantedTops / labels.size()));
        }
    }
}
