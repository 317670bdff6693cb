package org.agglo.regression;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.agglo.regression.SmallSample.Dialect;

/** Reads the text of small-sample rules. */
final class SmallSampleParser {
    private static final String NUMBER = "a number";
    private static final List<String> YES = List.of("true", "false");
    private static final List<String> NO = List.of("false", "true");

    /** Values of each option, the package's default first. */
    private static final Map<Dialect, Map<String, List<String>>> OPTIONS = Map.of(
            Dialect.FIXEST,
            Map.of(
                    "K.adj",
                    YES,
                    "K.fixef",
                    List.of("nonnested", "full", "none"),
                    "K.exact",
                    NO,
                    "G.adj",
                    YES,
                    "G.df",
                    List.of("min", "conventional"),
                    "t.df",
                    List.of("min", "conventional", NUMBER)),
            Dialect.PLM,
            Map.of("type", List.of("hc0", "sss", "hc1", "hc2", "hc3", "hc4")),
            Dialect.LINEARMODELS,
            Map.of("debiased", YES, "group_debias", NO, "constant", NO));

    private final Tokens tokens;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> options = new HashMap<>();

    private SmallSampleParser(Tokens tokens) {
        this.tokens = tokens;
    }

    static SmallSample parse(String spec) {
        SmallSampleParser parser = new SmallSampleParser(Tokens.of(spec));
        Dialect dialect = parser.dialect();
        if (parser.tokens.skip("(")) {
            do {
                parser.option(dialect);
            } while (parser.tokens.skip(","));
            parser.tokens.expect(")", "to close %s(".formatted(dialect.text()));
        }
        Token rest = parser.tokens.peek();
        if (rest.kind() != Token.Kind.END) {
            throw parser.tokens.error(rest, "Expected the end of the rules, found " + rest.shown());
        }
        return new SmallSample(dialect, parser.options);
    }

    private Dialect dialect() {
        Token first = tokens.take();
        StringBuilder name = new StringBuilder(first.text());
        while (tokens.skip("-")) {
            name.append('-').append(tokens.take().text());
        }
        Map<String, Dialect> dialects = new LinkedHashMap<>();
        for (Dialect dialect : Dialect.values()) {
            dialects.put(dialect.text(), dialect);
        }
        Dialect found = dialects.get(name.toString().toLowerCase(Locale.ROOT));
        if (found == null) {
            throw tokens.error(
                    first,
                    "No small-sample rules '%s'%s; there are %s"
                            .formatted(
                                    name,
                                    Caret.suggestion(name.toString(), dialects.keySet()),
                                    Words.and(List.copyOf(dialects.keySet()))));
        }
        return found;
    }

    private void option(Dialect dialect) {
        Map<String, List<String>> known = OPTIONS.getOrDefault(dialect, Map.of());
        Token name = tokens.take();
        if (!known.containsKey(name.text())) {
            List<String> names = known.keySet().stream().sorted().toList();
            throw tokens.error(
                    name,
                    "%s has no option %s%s; there is %s"
                            .formatted(
                                    dialect.text(),
                                    name.shown(),
                                    Caret.suggestion(name.text(), names),
                                    names.isEmpty() ? "none" : Words.and(names)));
        }
        if (!seen.add(name.text())) {
            throw tokens.error(name, name.shown() + " is given twice");
        }
        tokens.expect("=", "and a value after " + name.text());
        value(name.text(), known.get(name.text()));
    }

    private void value(String name, List<String> values) {
        Token value = tokens.take();
        String text = value.text().toLowerCase(Locale.ROOT);
        boolean number = values.contains(NUMBER) && text.matches("[1-9]\\d{0,8}");
        if (!number && !values.contains(text)) {
            throw tokens.error(value, "%s is %s, not %s".formatted(name, String.join(" or ", values), value.shown()));
        }
        if (!text.equals(values.get(0))) {
            options.put(name, text);
        }
    }
}
