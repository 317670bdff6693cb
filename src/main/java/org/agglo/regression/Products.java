package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;

/** A term as the product of its factors. */
final class Products {
    private Products() {}

    /** The factors that {@code :} joins, those of {@code i(a, b)} one by one. */
    static List<Node> factors(Node term) {
        List<Node> factors = new ArrayList<>();
        collect(term, factors);
        return factors;
    }

    private static void collect(Node node, List<Node> factors) {
        if (node instanceof Node.Operation product && product.sign().equals(":")) {
            collect(product.left(), factors);
            collect(product.right(), factors);
        } else if (node instanceof Expanding.Crossed crossed) {
            factors.add(crossed.factor());
            factors.add(crossed.other());
        } else {
            factors.add(node);
        }
    }

    static Node of(Node left, Node right) {
        return new Node.Operation(":", left, right, left.position());
    }

    /** Whether the term is one column whatever the table holds. */
    static boolean single(Node term) {
        return factors(term).stream().noneMatch(Expanding.class::isInstance);
    }

    /** Whether the table's schema has to say what it means. */
    static boolean open(Node term) {
        return term instanceof Expanding.Wildcard
                || (term instanceof Expanding.Crossed crossed && crossed.other() instanceof Node.Name)
                || term.parts().stream().anyMatch(Products::open);
    }
}
