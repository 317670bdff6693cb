package org.agglo.regression;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands in the brackets of a covariance or of small-sample rules: columns first, then {@code name = value}. */
final class Arguments {
    private final Tokens tokens;
    private final Map<String, Token> names = new LinkedHashMap<>();
    private final Map<String, Token> values = new LinkedHashMap<>();
    private Token last;

    Arguments(Tokens tokens) {
        this.tokens = tokens;
    }

    void open(String name, String needed) {
        if (!tokens.skip("(")) {
            throw tokens.error(tokens.peek(), "%s needs %s".formatted(name, needed));
        }
    }

    String column(String expected) {
        last = tokens.take();
        if (last.kind() != Token.Kind.NAME) {
            throw tokens.error(last, "Expected %s, found %s".formatted(expected, last.shown()));
        }
        return last.text();
    }

    /** Whether {@code name =} comes next. */
    boolean optionFollows() {
        return tokens.peek().kind() == Token.Kind.NAME && tokens.peek(1).is("=");
    }

    /**
     * Reads {@code name = value, …)}, or only {@code )} if there are none.
     *
     * @param some whether there has to be one
     */
    void options(boolean some, String of, List<String> known) {
        boolean more = some;
        while (more) {
            Token name = tokens.take();
            if (name.kind() != Token.Kind.NAME || !known.contains(name.text())) {
                throw tokens.error(
                        name,
                        "%s has no option %s%s; there is %s"
                                .formatted(of, name.shown(), Caret.suggestion(name.text(), known), Words.and(known)));
            }
            tokens.expect("=", "and a value after " + name.text());
            if (names.containsKey(name.text())) {
                throw tokens.error(name, name.shown() + " is given twice");
            }
            names.put(name.text(), name);
            values.put(name.text(), tokens.take());
            more = tokens.skip(",");
        }
        tokens.expect(")", "to close %s(".formatted(of));
    }

    /** The name of a column; empty if not given. */
    String text(String option) {
        Token value = values.get(option);
        if (value != null && value.kind() != Token.Kind.NAME) {
            throw tokens.error(value, "Expected the name of a column, found " + value.shown());
        }
        return value == null ? "" : value.text();
    }

    int whole(String option, int otherwise) {
        Token value = values.get(option);
        if (value == null) {
            return otherwise;
        }
        if (value.kind() != Token.Kind.NUMBER || !value.text().matches("\\d{1,6}")) {
            throw tokens.error(value, "Expected a whole number, 0 or more, found " + value.shown());
        }
        return Integer.parseInt(value.text());
    }

    double number(String option, String needed) {
        Token value = values.get(option);
        if (value == null) {
            throw error(needed);
        }
        if (value.kind() != Token.Kind.NUMBER) {
            throw tokens.error(value, "Expected a number, found " + value.shown());
        }
        try {
            return Double.parseDouble(value.text());
        } catch (NumberFormatException e) {
            throw tokens.error(value, value.shown() + " is no number");
        }
    }

    boolean flag(String option, boolean otherwise) {
        Token value = values.get(option);
        if (value == null) {
            return otherwise;
        }
        String text = value.text().toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw tokens.error(value, "Expected true or false, found " + value.shown());
        }
        return text.equals("true");
    }

    /** One of the names of an enum, its first being what stands for "not given". */
    <E extends Enum<E>> E choice(String option, Class<E> type, E otherwise) {
        Token value = values.get(option);
        if (value == null) {
            return otherwise;
        }
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .filter(name -> !name.equals("usual"))
                .toList();
        if (!known.contains(value.text().toLowerCase(Locale.ROOT))) {
            throw tokens.error(
                    value,
                    "%s is %s, not %s%s"
                            .formatted(
                                    option,
                                    String.join(" or ", known),
                                    value.shown(),
                                    Caret.suggestion(value.text(), known)));
        }
        return Enum.valueOf(type, value.text().toUpperCase(Locale.ROOT));
    }

    /** Pointing at the option's name. */
    IllegalArgumentException error(String option, String problem) {
        return tokens.error(names.get(option), problem);
    }

    /** Pointing at the column read last. */
    IllegalArgumentException error(String problem) {
        return tokens.error(last, problem);
    }
}
