package org.agglo.report;

import java.util.List;

/** The formats a {@link Table} is written in. All of them are UTF-8. */
public enum TableFormat {
    /** Aligned by decimal points, at most 112 columns wide; wider tables continue below. */
    TEXT("txt") {
        @Override
        public String render(Table table) {
            return TextTable.render(table, TextTable.WIDTH);
        }
    },

    /** A pipe table, as GitHub reads it. */
    MARKDOWN("md") {
        @Override
        public String render(Table table) {
            return MarkdownTable.render(table);
        }
    },

    /** A {@code table} environment for {@code \input}; needs booktabs, graphicx and amssymb. */
    LATEX("tex") {
        @Override
        public String render(Table table) {
            return LatexTable.render(table);
        }

        @Override
        public String page(List<Table> tables) {
            return LatexTable.document(tables);
        }
    },

    /** A {@code <table>} with caption, scopes and the notes in its foot. */
    HTML("html") {
        @Override
        public String render(Table table) {
            return HtmlTable.render(table);
        }

        @Override
        public String page(List<Table> tables) {
            return HtmlTable.page(tables);
        }
    },

    /**
     * RFC 4180 with one header line, numbers in full precision, no stars, no title and no notes: what programs read. Text that
     * a spreadsheet would take for a formula gets a leading apostrophe.
     */
    CSV("csv") {
        @Override
        public String render(Table table) {
            return CsvTable.render(table);
        }
    };

    private final String extension;

    TableFormat(String extension) {
        this.extension = extension;
    }

    /** Of the file's name, without the point. */
    public String extension() {
        return extension;
    }

    /** The table, to stand in a larger text of the format. */
    public abstract String render(Table table);

    /** A whole file that opens by itself: a document in LaTeX, a page in HTML, the tables one below the other elsewhere. */
    public String page(List<Table> tables) {
        return String.join("\n", tables.stream().map(this::render).toList());
    }
}
