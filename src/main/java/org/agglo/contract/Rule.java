package org.agglo.contract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agglo.disclosure.Hierarchy;

/** What rows have to be. */
public sealed interface Rule {
    /** In words that follow the contract's name. */
    String words();

    /** Whether each row can be held against it by itself. */
    default boolean byRow() {
        return this instanceof NotNull || this instanceof Accepted || this instanceof Range;
    }

    /** A cell has a value. */
    record NotNull(String column) implements Rule {
        @Override
        public String words() {
            return column + " is not null";
        }
    }

    /** A cell, as text, is one of these, or null. */
    record Accepted(String column, List<String> values) implements Rule {
        public Accepted {
            values = List.copyOf(values);
        }

        @Override
        public String words() {
            return "%s is one of %s".formatted(column, String.join(", ", values));
        }
    }

    /** A number lies between the two, both included, or is null. */
    record Range(String column, double low, double high) implements Rule {
        @Override
        public String words() {
            return Double.isInfinite(high)
                    ? "%s is at least %s".formatted(column, number(low))
                    : "%s is from %s to %s".formatted(column, number(low), number(high));
        }
    }

    /** No two rows have the same values in all of these columns. */
    record Unique(List<String> columns) implements Rule {
        public Unique {
            columns = List.copyOf(columns);
        }

        @Override
        public String words() {
            return String.join(", ", columns) + " is unique";
        }
    }

    /**
     * A parent has at least what its children add up to; exactly that if the hierarchy is complete and no child is null.
     *
     * @param tolerance by how much the sum may be off
     */
    record Children(Hierarchy hierarchy, String sum, double tolerance) implements Rule {
        @Override
        public String words() {
            return "%s of children of %s %s their parent's"
                    .formatted(sum, hierarchy.column(), hierarchy.complete() ? "adds up to" : "does not exceed");
        }
    }

    /**
     * Rows add up to a value of another source, such as regions to the nation; if one is null, they do not exceed it.
     *
     * @param on the columns that both have; of the other source, its key
     * @param stated the other source's column
     * @param tolerance by how much the sum may be off
     */
    record Total(String source, List<String> on, String sum, String stated, double tolerance) implements Rule {
        public Total {
            on = List.copyOf(on);
        }

        @Override
        public String words() {
            return "%s by %s adds up to %s of %s".formatted(sum, String.join(", ", on), stated, source);
        }
    }

    /**
     * Values add up to a number, as regions' shares do to 1; or their weighted mean is that number, as that of location
     * quotients is 1. Rows without a value: a sum must not exceed the number then, and a mean is of the others.
     *
     * @param weight the column by which the mean is weighted; for a sum there is none
     * @param by within which groups; in all rows, if there are none
     * @param tolerance by how much they may be off
     */
    record Whole(String column, Optional<String> weight, List<String> by, double number, double tolerance)
            implements Rule {
        public Whole {
            by = List.copyOf(by);
        }

        @Override
        public String words() {
            String groups = by.isEmpty() ? "" : " by " + String.join(", ", by);
            return weight.map(name -> "the mean of %s%s, weighted by %s, is %s"
                            .formatted(column, groups, name, Rule.number(number)))
                    .orElse("%s%s adds up to %s".formatted(column, groups, Rule.number(number)));
        }
    }

    /**
     * A value is no more than {@code factor} times that of the period before, and no less than its {@code factor}th part.
     *
     * @param from least value of the period before that is looked at
     */
    record Jump(String column, double factor, double from) implements Rule {
        @Override
        public String words() {
            return "%s does not change more than %s-fold from one period to the next".formatted(column, number(factor));
        }
    }

    /** A number as people write it. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.6g", value);
    }
}
