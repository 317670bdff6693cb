package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads effects joined by {@code +}, and one list of steps among them, {@code sw(a, b)} or its kin. */
final class EffectParser {
    private final Tokens tokens;
    private final StepParser steps;

    EffectParser(Tokens tokens) {
        this.tokens = tokens;
        this.steps = new StepParser(tokens, "effects");
    }

    /** Reads up to what is no effect; for each model its effects, each once, in order. */
    List<List<EffectTerm>> read() {
        return StepParser.models(joined()).stream()
                .map(effects -> List.copyOf(new LinkedHashSet<>(effects)))
                .toList();
    }

    /** The call that makes several models, if any. */
    Optional<Token> several() {
        return steps.call();
    }

    private List<List<List<EffectTerm>>> joined() {
        List<List<List<EffectTerm>>> slots = new ArrayList<>();
        do {
            slots.add(steps.come() ? steps.read(this::step) : List.of(List.of(effect())));
        } while (tokens.skip("+"));
        return slots;
    }

    private List<EffectTerm> step() {
        return StepParser.models(joined()).get(0);
    }

    /** {@code a}, {@code a^b}, {@code a[x, z]} or {@code a[[x, z]]}. */
    private EffectTerm effect() {
        Token first = tokens.take();
        if (first.kind() != Token.Kind.NAME) {
            throw tokens.error(first, "Expected the name of an effect, found " + first.shown());
        }
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
