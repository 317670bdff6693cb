package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads {@code y ~ terms | effects | endogenous ~ instruments}, the parts after the first {@code |} being optional. */
final class FormulaParser {
    private final String text;
    private final Tokens tokens;

    FormulaParser(String text) {
        this.text = text;
        this.tokens = Tokens.of(text);
    }

    Formula formula() {
        Expression outcome = new Expression(text, new ExpressionParser(tokens).sum());
        if (outcome.variables().isEmpty()) {
            throw Caret.error(text, outcome.root().position(), "The outcome names no column");
        }
        tokens.expect("~", "between the outcome and the regressors");
        TermParser exogenous = new TermParser(tokens);
        List<Expression> terms = exogenous.terms();
        List<EffectTerm> effects = List.of();
        List<Expression> endogenous = List.of();
        List<Expression> instruments = List.of();
        boolean instrumented = tokens.skip("|");
        if (instrumented && !tokens.comes("~", "|")) {
            effects = effects();
            instrumented = tokens.skip("|");
        }
        if (instrumented) {
            endogenous =
                    outside(terms, "is among the regressors already; an endogenous one stands in the last part only");
            tokens.expect("~", "between the endogenous regressors and their instruments");
            instruments = outside(terms, "is a regressor, which instruments itself already; leave it out here");
            distinct(endogenous, instruments);
        }
        requireEnd();
        boolean intercept = exogenous.intercept() && effects.isEmpty();
        return new Formula(text, outcome, terms, intercept, effects, endogenous, instruments);
    }

    private void requireEnd() {
        Token end = tokens.peek();
        if (end.is("|")) {
            throw tokens.error(end, "Nothing can follow the instruments");
        }
        if (end.kind() != Token.Kind.END) {
            throw tokens.error(end, "Expected +, | or the end, found " + end.shown());
        }
    }

    /** Terms of the last part: none of the regressors, no intercept. */
    private List<Expression> outside(List<Expression> terms, String problem) {
        TermParser parser = new TermParser(tokens);
        List<Expression> found = parser.terms();
        parser.constant().ifPresent(number -> {
            throw tokens.error(number, "The intercept is chosen in the first part, before |; name columns here");
        });
        for (Expression term : found) {
            if (terms.contains(term)) {
                throw Caret.error(text, term.root().position(), "'%s' %s".formatted(term.label(), problem));
            }
        }
        return found;
    }

    private void distinct(List<Expression> endogenous, List<Expression> instruments) {
        for (Expression instrument : instruments) {
            if (endogenous.contains(instrument)) {
                throw Caret.error(
                        text,
                        instrument.root().position(),
                        "'%s' is endogenous and cannot instrument itself".formatted(instrument.label()));
            }
        }
    }

    private List<EffectTerm> effects() {
        LinkedHashSet<EffectTerm> effects = new LinkedHashSet<>();
        do {
            Token token = tokens.take();
            if (token.kind() != Token.Kind.NAME) {
                throw tokens.error(token, "Expected the name of an effect, found " + token.shown());
            }
            effects.add(effect(token));
        } while (tokens.skip("+"));
        return List.copyOf(effects);
    }

    /** {@code a}, {@code a^b}, {@code a[x, z]} or {@code a[[x, z]]}. */
    private EffectTerm effect(Token first) {
        List<String> columns = new ArrayList<>(List.of(first.text()));
        while (tokens.skip("^")) {
            columns.add(name(columns, "Expected the name of an effect after ^, found "));
        }
        List<String> slopes = new ArrayList<>();
        boolean levels = true;
        if (tokens.skip("[")) {
            levels = !tokens.skip("[");
            do {
                slopes.add(name(
                        slopes,
                        "Expected the name of a column with slopes by %s, found "
                                .formatted(String.join("^", columns))));
            } while (tokens.skip(","));
            tokens.expect("]", "after the slopes");
            if (!levels) {
                tokens.expect("]", "after the slopes, as there are two [");
            }
        }
        if (tokens.peek().is("(")) {
            throw tokens.error(tokens.peek(), "An effect is a column's name, not a function of it");
        }
        return new EffectTerm(columns, slopes, levels);
    }

    private String name(List<String> before, String problem) {
        Token token = tokens.take();
        if (token.kind() != Token.Kind.NAME) {
            throw tokens.error(token, problem + token.shown());
        }
        if (before.contains(token.text())) {
            throw tokens.error(token, token.shown() + " is named twice");
        }
        return token.text();
    }
}
