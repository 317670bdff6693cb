package org.agglo.app.study;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.agglo.ingest.Extraction;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.Numerals;

/** Reads how a column's text is taken from a record, where it is not one cell as it stands. */
final class ExtractionReader {
    private static final List<String> CUTS = List.of("first", "last", "characters");

    private final Node node;
    private final Optional<FieldType> type;

    private ExtractionReader(Node node, Optional<FieldType> type) {
        this.node = node;
        this.type = type;
    }

    /** @param usual how numbers are written where the column does not say */
    static Extraction read(Node node, Optional<FieldType> type, Numerals usual) {
        return new ExtractionReader(node, type).read(usual);
    }

    private Extraction read(Numerals usual) {
        List<String> from = node.texts("from");
        Optional<String> path = node.maybe("from-path");
        path.ifPresent(this::pattern);
        if (path.isPresent() && !from.equals(List.of(node.name()))) {
            node.problem("from-path", "There is a 'from' too; a column comes from cells or from the path");
        }
        Extraction.Piece piece = node.maybe("piece")
                .map(text -> text.equals("flag") ? Extraction.Piece.FLAG : Extraction.Piece.NUMBER)
                .orElse(Extraction.Piece.ALL);
        int[] cut = cut();
        Numerals numerals = type.filter(FieldType.TEXT::equals).isPresent()
                ? Numerals.PLAIN
                : numerals(node, usual.point(), usual.grouping());
        blankGroups(piece, numerals);
        return new Extraction(
                from.size() > 1 ? from : List.of(),
                path,
                piece,
                node.whole("length").orElse(0),
                pad(from),
                cut[0],
                cut[1],
                node.maybe("prefix").orElse(""),
                numerals);
    }

    private boolean pad(List<String> from) {
        if (!node.flag("pad")) {
            return false;
        }
        if (node.whole("length").isEmpty()) {
            node.problem("pad", "Puts zeros before a text up to its 'length', which is not given");
        }
        if (from.size() > 1) {
            node.problem(
                    "pad",
                    "Each of the cells that are joined may have lost zeros, so that none can be told; mend the file");
        }
        return true;
    }

    private void pattern(String pattern) {
        try {
            int groups = Pattern.compile(pattern).matcher("").groupCount();
            if (groups != 1) {
                node.problem(
                        "from-path",
                        "Has %d groups in ( ); exactly one says which part of the path is meant".formatted(groups));
            }
        } catch (PatternSyntaxException e) {
            node.problem("from-path", "Is not a regular expression: " + e.getDescription());
        }
    }

    /** The first character and how many. */
    private int[] cut() {
        List<String> given = CUTS.stream().filter(node::has).toList();
        if (given.size() > 1) {
            node.problem(given.get(1), "There is '%s' too; say one of them".formatted(given.get(0)));
        }
        if (node.has("first")) {
            return new int[] {1, node.whole("first").orElse(1)};
        }
        if (node.has("last")) {
            int count = node.whole("last").orElse(1);
            return new int[] {-count, count};
        }
        List<Double> range = node.numbers("characters");
        if (range.size() != 2) {
            return new int[] {0, 0};
        }
        int from = range.get(0).intValue();
        int to = range.get(1).intValue();
        if (from != range.get(0) || to != range.get(1) || from < 1 || to < from) {
            node.problem("characters", "Expected the first and the last character to take, from 1, as in [6, 11]");
        }
        return new int[] {from, to - from + 1};
    }

    private void blankGroups(Extraction.Piece piece, Numerals numerals) {
        if (piece != Extraction.Piece.ALL && numerals.grouping().equals(Optional.of(' '))) {
            node.problem(
                    "piece",
                    "A blank between thousands cannot be told from the one before a flag; say thousands = none");
        }
    }

    /** How numbers are written below a node, which may say so. */
    static Numerals numerals(Node node, char point, Optional<Character> grouping) {
        Optional<String> thousands = node.maybe("thousands");
        char decimal = node.maybe("decimal").map(text -> text.charAt(0)).orElse(point);
        Optional<Character> between = thousands.isPresent()
                ? thousands.filter(text -> !text.equals("none")).map(text -> text.charAt(0))
                : grouping;
        if (between.equals(Optional.of(decimal))) {
            node.problem(
                    node.has("thousands") ? "thousands" : "decimal",
                    "'%s' cannot stand between thousands and before the fraction".formatted(decimal));
        }
        return new Numerals(decimal, between);
    }
}
