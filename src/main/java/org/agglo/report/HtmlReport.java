package org.agglo.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A study's results as one self-contained page: style and figures inside, no script, nothing fetched. It prints, follows
 * the reader's light or dark setting, and reads on a phone.
 *
 * @param title plain text, as all text here: nothing in it is taken for markup
 * @param subtitle below the title, such as the study's name and the time of the run; may be empty
 * @param lead what the reader should know first, a paragraph each
 * @param sections in the order of reading; a table of contents is made of them
 */
public record HtmlReport(String title, String subtitle, List<String> lead, List<Section> sections) {
    public HtmlReport {
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
    }

    /** A part of the page under its own heading. */
    public record Section(String heading, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }

        /** Starts a section. */
        public static SectionBuilder builder(String heading) {
            return new SectionBuilder(heading);
        }
    }

    /** What a section is made of. */
    public sealed interface Block permits Prose, Tabular, Figure, Warnings, Facts, Printed {}

    /** A paragraph. */
    public record Prose(String paragraph) implements Block {}

    /** A table. */
    public record Tabular(Table table) implements Block {}

    /** A figure and the caption below it. */
    public record Figure(Chart chart, String caption) implements Block {}

    /** What went otherwise than hoped, set apart. */
    public record Warnings(List<String> sentences) implements Block {
        public Warnings {
            sentences = List.copyOf(sentences);
        }
    }

    /** Names and values, such as versions and checksums. */
    public record Facts(Map<String, String> facts) implements Block {
        public Facts {
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        }
    }

    /** Text in a fixed-width font, its line breaks kept, such as a model's printed summary. */
    public record Printed(String summary, String text) implements Block {}

    /** Collects a section's blocks. */
    public static final class SectionBuilder {
        private final String heading;
        private final List<Block> blocks = new ArrayList<>();

        private SectionBuilder(String heading) {
            this.heading = heading;
        }

        public SectionBuilder prose(String paragraph) {
            return add(new Prose(paragraph));
        }

        public SectionBuilder table(Table table) {
            return add(new Tabular(table));
        }

        public SectionBuilder figure(Chart chart, String caption) {
            return add(new Figure(chart, caption));
        }

        /** Nothing is shown for an empty list. */
        public SectionBuilder warnings(List<String> sentences) {
            return sentences.isEmpty() ? this : add(new Warnings(sentences));
        }

        public SectionBuilder facts(Map<String, String> facts) {
            return add(new Facts(facts));
        }

        /** Printed text that opens at a click on its summary. */
        public SectionBuilder printed(String summary, String text) {
            return add(new Printed(summary, text));
        }

        public SectionBuilder add(Block block) {
            blocks.add(block);
            return this;
        }

        public Section build() {
            return new Section(heading, blocks);
        }
    }

    /** The page. */
    public String html() {
        return HtmlPage.of(title, HtmlReportBody.of(this));
    }
}
