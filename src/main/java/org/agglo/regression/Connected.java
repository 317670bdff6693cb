package org.agglo.regression;

/** The connected parts of the graph whose nodes are the levels of two columns and whose edges are the rows. */
final class Connected {
    private final int left;
    private final int[] parent;
    private int parts;

    Connected(Category a, Category b) {
        this.left = a.levels();
        this.parent = new int[a.levels() + b.levels()];
        for (int node = 0; node < parent.length; node++) {
            parent[node] = node;
        }
        this.parts = parent.length;
        for (int row = 0; row < a.codes().length; row++) {
            join(a.codes()[row], left + b.codes()[row]);
        }
    }

    private void join(int one, int other) {
        int a = root(one);
        int b = root(other);
        if (a != b) {
            parent[a] = b;
            parts--;
        }
    }

    private int root(int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** How many there are. */
    int parts() {
        return parts;
    }

    /** Nodes, one for each part. */
    int nodes() {
        return parent.length;
    }

    /** The node that stands for the part of a level of the first column. */
    int ofFirst(int level) {
        return root(level);
    }

    /** The node that stands for the part of a level of the second column. */
    int ofSecond(int level) {
        return root(left + level);
    }
}
