package org.agglo.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as data; {@link TableFormat} writes it as text, Markdown, LaTeX, HTML and CSV.
 *
 * <p>The first column names the rows. Between groups stands a rule.
 *
 * @param title one line; empty for none
 * @param spans headers above columns, from the left, covering every column; empty for none
 * @param columns at least one
 * @param groups the rows, each with as many cells as there are columns
 * @param notes sentences below the table
 */
public record Table(String title, List<Span> spans, List<Column> columns, List<Group> groups, List<String> notes) {
    public Table {
        spans = List.copyOf(spans);
        columns = List.copyOf(columns);
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("Table \"" + title + "\" has no columns");
        }
        int covered = spans.stream().mapToInt(Span::columns).sum();
        if (!spans.isEmpty() && covered != columns.size()) {
            throw new IllegalArgumentException(
                    "Table \"%s\": headers span %s columns of %s".formatted(title, covered, columns.size()));
        }
        for (Group group : groups) {
            for (List<Cell> row : group.rows()) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("Table \"%s\": a row has %s cells for %s columns"
                            .formatted(title, row.size(), columns.size()));
                }
            }
        }
    }

    /** Starts a table with this title. */
    public static Builder builder(String title) {
        return new Builder(title);
    }

    /** The same without its title, for a place whose heading says it. */
    public Table untitled() {
        return new Table("", spans, columns, groups, notes);
    }

    /** All rows, group after group. */
    public List<List<Cell>> rows() {
        return groups.stream().flatMap(group -> group.rows().stream()).toList();
    }

    /** Where a column's cells stand: text at the left, whole numbers at the right, others by their decimal point. */
    public enum Align {
        LEFT,
        RIGHT,
        DECIMAL
    }

    /** A column: its header, and where its cells stand. */
    public record Column(String header, Align align) {}

    /** A header above {@code columns} neighbouring columns; an empty one leaves them bare. */
    public record Span(String header, int columns) {
        public Span {
            if (columns < 1) {
                throw new IllegalArgumentException("A header spans " + columns + " columns; at least 1 is needed");
            }
        }
    }

    /** Rows between two rules, under a heading if it is not empty. */
    public record Group(String heading, List<List<Cell>> rows) {
        public Group {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** What a cell holds, and so how it is aligned, escaped and written for machines. */
    public enum Kind {
        TEXT,
        /** Text that is printed nowhere but is written to CSV and read out in HTML: the name of a second line. */
        HIDDEN,
        NUMBER,
        /** A number in brackets, below an estimate. */
        BRACKETED,
        /** A tick: "yes" in CSV. */
        CHECK
    }

    /**
     * A cell.
     *
     * @param text as printed, a minus in ASCII, without brackets and stars
     * @param value the number in full precision; NaN if the cell is no number or the number is missing
     * @param stars printed after a number
     */
    public record Cell(Kind kind, String text, double value, String stars) {
        /** Text. */
        public static Cell text(String text) {
            return new Cell(Kind.TEXT, text, Double.NaN, "");
        }

        /** Nothing. */
        public static Cell empty() {
            return text("");
        }

        /** A name that only machines and screen readers see. */
        public static Cell hidden(String text) {
            return new Cell(Kind.HIDDEN, text, Double.NaN, "");
        }

        /** A tick. */
        public static Cell check() {
            return new Cell(Kind.CHECK, "✓", Double.NaN, "");
        }

        /** A whole number. */
        public static Cell count(long n) {
            return new Cell(Kind.NUMBER, Numbers.count(n), n, "");
        }

        /** A number with that many decimals; see {@link Numbers#adaptive}. */
        public static Cell number(double value, int decimals) {
            return number(value, decimals, "");
        }

        /** A number with stars. */
        public static Cell number(double value, int decimals, String stars) {
            return new Cell(Kind.NUMBER, Numbers.adaptive(value, decimals), value, stars);
        }

        /** A number in brackets. */
        public static Cell bracketed(double value, int decimals) {
            return new Cell(Kind.BRACKETED, Numbers.adaptive(value, decimals), value, "");
        }

        /** A p value, such as 0.031 or &lt;0.001. */
        public static Cell pValue(double p) {
            return new Cell(Kind.NUMBER, Numbers.pValue(p), p, "");
        }

        boolean numeric() {
            return kind == Kind.NUMBER || kind == Kind.BRACKETED;
        }
    }

    /** Collects a table's parts, in the order in which they are read. */
    public static final class Builder {
        private final String title;
        private final List<Span> spans = new ArrayList<>();
        private final List<Column> columns = new ArrayList<>();
        private final List<Group> groups = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private List<List<Cell>> rows = new ArrayList<>();
        private String heading = "";

        private Builder(String title) {
            this.title = title;
        }

        public Builder column(String header, Align align) {
            columns.add(new Column(header, align));
            return this;
        }

        public Builder span(String header, int width) {
            spans.add(new Span(header, width));
            return this;
        }

        /** Closes the rows so far and starts a group with a heading; empty for a rule alone. */
        public Builder group(String newHeading) {
            if (!rows.isEmpty()) {
                groups.add(new Group(heading, rows));
            }
            rows = new ArrayList<>();
            heading = newHeading;
            return this;
        }

        public Builder row(Cell... cells) {
            return row(List.of(cells));
        }

        public Builder row(List<Cell> cells) {
            rows.add(List.copyOf(cells));
            return this;
        }

        public Builder note(String sentence) {
            notes.add(sentence);
            return this;
        }

        public Builder notes(List<String> sentences) {
            notes.addAll(sentences);
            return this;
        }

        public Table build() {
            group("");
            return new Table(title, spans, columns, groups, notes);
        }
    }
}
