package org.agglo.regression;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;

/**
 * A factor of a term that stands for several columns: for which, the table says. It is never a part of arithmetic, only of
 * products between terms.
 */
sealed interface Expanding extends Node {
    @Override
    default int strength() {
        return 5;
    }

    @Override
    default Column value() {
        throw new IllegalStateException(label() + " has no value before it is expanded");
    }

    @Override
    default Node at(int periods) {
        throw new IllegalStateException(label() + " has no lags");
    }

    @Override
    default void checks(Consumer<Check> report) {
        throw new IllegalStateException(label() + " has no value before it is expanded");
    }

    /** The columns of a table that {@code .} or {@code ..("pattern")} stands for. */
    record Wildcard(String label, int position) implements Expanding {
        /** The regular expression; empty for {@code .}. */
        Optional<String> pattern() {
            return label.equals(".") ? Optional.empty() : Optional.of(label.substring(4, label.length() - 2));
        }

        @Override
        public List<Node> parts() {
            return List.of();
        }
    }

    /**
     * One column of 0 and 1 for each level.
     *
     * @param references the levels left out, as they are named; if there are none and {@code all} is false, the first one
     *     is wherever the levels' sum is in the model without it
     */
    record Factor(String name, List<String> references, boolean all, int position) implements Expanding {
        public Factor {
            references = List.copyOf(references);
        }

        @Override
        public String label() {
            return "i(%s%s)".formatted(new Name(name, position).label(), written("ref", references));
        }

        static String written(String key, List<String> references) {
            List<String> quoted = references.stream().map(Factor::quoted).toList();
            return switch (quoted.size()) {
                case 0 -> "";
                case 1 -> ", %s = %s".formatted(key, quoted.get(0));
                default -> ", %s = c(%s)".formatted(key, String.join(", ", quoted));
            };
        }

        private static String quoted(String level) {
            boolean number = level.matches("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");
            return number ? level : level.contains("\"") ? "'" + level + "'" : "\"" + level + "\"";
        }

        @Override
        public List<Node> parts() {
            return List.of();
        }

        @Override
        public void factors(Consumer<Name> report) {
            report.accept(new Name(name, position));
        }
    }

    /** Each level of a factor times a number, or times each level of another factor: {@code i(year, treat, ref = 2005)}. */
    record Crossed(Factor factor, Node other, int position) implements Expanding {
        @Override
        public String label() {
            boolean levels = other instanceof Factor;
            return "i(%s, %s%s%s)"
                    .formatted(
                            new Name(factor.name(), position).label(),
                            other instanceof Factor second ? named(second.name()) : other.label(),
                            Factor.written("ref", factor.references()),
                            levels ? Factor.written("ref2", ((Factor) other).references()) : "");
        }

        private static String named(String name) {
            return Tokens.plain(name) ? "i." + name : "i(" + new Name(name, 0).label() + ")";
        }

        @Override
        public List<Node> parts() {
            return List.of(factor, other);
        }
    }

    /** Powers of the argument up to a degree: orthogonal to each other and to the constant over the rows fitted, or raw. */
    record Poly(Node argument, int degree, boolean raw, int position) implements Expanding {
        @Override
        public String label() {
            return "poly(%s, %d%s)".formatted(argument.label(), degree, raw ? ", raw" : "");
        }

        @Override
        public List<Node> parts() {
            return List.of(argument);
        }
    }
}
