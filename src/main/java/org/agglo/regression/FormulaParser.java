package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code y ~ terms | effects | endogenous ~ instruments}, the parts after the first {@code |} being optional. Several
 * outcomes {@code c(y, z)} and steps {@code sw(a, b)} make several formulas.
 */
final class FormulaParser {
    private final String text;
    private final Names names;
    private final Tokens tokens;

    FormulaParser(String text, Names names) {
        this.text = text;
        this.names = names;
        this.tokens = Tokens.of(text);
    }

    /** @throws IllegalArgumentException pointing at what makes several formulas, if there is such */
    Formula one() {
        Parts parts = parts();
        parts.several.ifPresent(call -> {
            throw tokens.error(
                    call, "%s() makes several models; fit them all at once with fitAll".formatted(call.text()));
        });
        return parts.formula(text, parts.outcomes.get(0), parts.terms.get(0), parts.effects.get(0));
    }

    /** By outcome, then by the step of the terms, then by that of the effects. */
    List<Formula> all() {
        Parts parts = parts();
        List<Formula> formulas = new ArrayList<>();
        for (Expression outcome : parts.outcomes) {
            for (List<Expression> terms : parts.terms) {
                for (List<EffectTerm> effects : parts.effects) {
                    Formula formula = parts.formula(text, outcome, terms, effects);
                    formulas.add(parts.several.isEmpty() ? formula : formula.rewritten());
                }
            }
        }
        return formulas;
    }

    /** What was read, several outcomes and steps still together. */
    private record Parts(
            Optional<Token> several,
            List<Expression> outcomes,
            List<List<Expression>> terms,
            boolean intercept,
            List<List<EffectTerm>> effects,
            List<Expression> endogenous,
            List<Expression> instruments) {
        Formula formula(String text, Expression outcome, List<Expression> some, List<EffectTerm> swept) {
            boolean constant = intercept && swept.isEmpty();
            return new Formula(text, outcome, some, constant, swept, endogenous, instruments, Expansion.NONE);
        }
    }

    private Parts parts() {
        Token start = tokens.peek();
        List<Expression> outcomes = outcomes();
        tokens.expect("~", "between the outcome and the regressors");
        TermParser exogenous = new TermParser(tokens, names);
        List<List<Expression>> terms = exogenous.read();
        EffectParser swept = new EffectParser(tokens);
        List<List<EffectTerm>> effects = List.of(List.of());
        List<Expression> endogenous = List.of();
        List<Expression> instruments = List.of();
        boolean instrumented = tokens.skip("|");
        if (instrumented && !tokens.comes("~", "|")) {
            effects = swept.read();
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
        return new Parts(
                outcomes.size() > 1 ? Optional.of(start) : exogenous.several().or(swept::several),
                outcomes,
                terms,
                exogenous.intercept(),
                effects,
                endogenous,
                instruments);
    }

    private List<Expression> outcomes() {
        boolean several = tokens.calls("c");
        if (several) {
            tokens.take();
        }
        Map<String, Expression> outcomes = new LinkedHashMap<>();
        do {
            if (several) {
                tokens.take();
            }
            Token start = tokens.peek();
            Expression outcome = new Expression(text, new ExpressionParser(tokens).sum());
            if (outcome.variables().isEmpty()) {
                throw tokens.error(start, "The outcome names no column");
            }
            outcomes.putIfAbsent(outcome.label(), outcome);
        } while (several && tokens.peek().is(","));
        if (several) {
            tokens.expect(")", "to close c(");
        }
        return List.copyOf(outcomes.values());
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
    private List<Expression> outside(List<List<Expression>> terms, String problem) {
        TermParser parser = new TermParser(tokens, names);
        List<Expression> found = parser.read().get(0);
        parser.several().ifPresent(call -> {
            throw tokens.error(call, "%s() can stand in the first part only".formatted(call.text()));
        });
        parser.constant().ifPresent(number -> {
            throw tokens.error(number, "The intercept is chosen in the first part, before |; name columns here");
        });
        for (Expression term : found) {
            if (terms.stream().anyMatch(some -> some.contains(term))) {
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
}
