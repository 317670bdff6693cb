package org.agglo.regression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/**
 * A model as economists write it: {@code log(pat) ~ log(maggl) + urb | province + year}.
 *
 * <p>Left of {@code ~} the outcome, any {@link Expression}. Right of it the regressors, joined by {@code +}: expressions
 * made of names, functions and powers ({@code x}, {@code log(pat + 1)}, {@code x^2}, {@code I(x / z)}, {@code x / 100}), products
 * {@code x:z}, and {@code x*z} for {@code x + z + x:z}. An intercept is there unless {@code 0 +} or {@code - 1} takes it off.
 * After {@code |} the effects to be swept out, joined by {@code +}; with effects there is no intercept.
 *
 * <p>Some terms stand for several columns, which the table tells: {@code i(year, ref = 2005)} for a column of each level but the
 * reference, {@code i(year, x)} for a slope in each, {@code poly(x, 2)} for polynomials that are orthogonal over the rows fitted,
 * {@code .} and {@code ..("pattern")} for the columns of those names. Lags {@code l(x, 1)}, leads {@code f(x, 1)} and differences
 * {@code d(x)} are looked up by unit and period. Their columns are named {@code year::2006}, {@code year::2006:x}, {@code poly(x,
 * 2)1}, {@code l(x, 1)}.
 *
 * <p>A last part {@code | endogenous ~ instruments} names the regressors that are correlated with the error and the
 * variables outside the model that stand in for them: {@code y ~ x | region + year | price ~ tax}, or {@code y ~ x | price ~
 * tax} without effects. {@code y ~ 1 | price ~ tax} has no other regressor.
 *
 * @param text as the user wrote it
 * @param outcome the left-hand side
 * @param terms the regressors, each once, in order, without the intercept
 * @param intercept whether a constant is estimated
 * @param effects those swept out, in order
 * @param endogenous the regressors to be instrumented, each once; they are not among {@code terms}
 * @param instruments what instruments them besides {@code terms}; as empty as {@code endogenous}
 * @param expansion what its terms took from a table; nothing before it is fitted
 */
public record Formula(
        String text,
        Expression outcome,
        List<Expression> terms,
        boolean intercept,
        List<EffectTerm> effects,
        List<Expression> endogenous,
        List<Expression> instruments,
        Expansion expansion) {
    public Formula {
        terms = List.copyOf(terms);
        effects = List.copyOf(effects);
        endogenous = List.copyOf(endogenous);
        instruments = List.copyOf(instruments);
    }

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException pointing at the character where it is not understood
     */
    public static Formula parse(String text) {
        return new FormulaParser(text, Names.UNKNOWN).one();
    }

    /**
     * Reads the text for a table of which it is known which columns are text, so that {@code i(year, region)} is read as one
     * column for each year and region.
     *
     * @throws IllegalArgumentException pointing at the character where it is not understood
     */
    public static Formula parse(String text, Predicate<String> isText) {
        return new FormulaParser(text, Names.ofTexts(isText)).one();
    }

    /**
     * Reads a text that may stand for several models: {@code c(y, z)} for several outcomes, {@code sw(a, b)} and its kin
     * for steps among the terms and among the effects. They come by outcome, then by the step of the terms, then by that of
     * the effects, each with a text of its own.
     *
     * @throws IllegalArgumentException pointing at the character where it is not understood
     */
    public static List<Formula> parseAll(String text) {
        return new FormulaParser(text, Names.UNKNOWN).all();
    }

    /** The same with a text made of its parts. */
    Formula rewritten() {
        List<String> first = new ArrayList<>(labels(terms));
        if (!intercept && effects.isEmpty()) {
            first.add(0, "0");
        } else if (first.isEmpty()) {
            first.add("1");
        }
        String written = outcome.root().label() + " ~ " + String.join(" + ", first);
        if (!effects.isEmpty()) {
            written += " | " + String.join(" + ", effectNames());
        }
        if (instrumented()) {
            written += " | %s ~ %s"
                    .formatted(String.join(" + ", labels(endogenous)), String.join(" + ", labels(instruments)));
        }
        return new Formula(written, outcome, terms, intercept, effects, endogenous, instruments, expansion);
    }

    private static List<String> labels(List<Expression> expressions) {
        return expressions.stream().map(term -> term.root().label()).toList();
    }

    /** The formula that was fitted: its terms written out with what the fit took from its table. */
    static Formula fitted(String text, Expansion expansion) {
        Formula parsed = parse(expansion.formula().orElse(text));
        return Expander.needed(parsed) ? Expander.expanded(parsed, expansion) : parsed.with(expansion);
    }

    /** The same with wildcards and second columns of {@code i()} as a table's schema has them. */
    Formula on(StructType schema, Collection<String> others) {
        boolean open = Expander.terms(this).anyMatch(term -> Products.open(term.root()));
        if (!open) {
            return this;
        }
        Set<String> used = new HashSet<>(others);
        used.addAll(outcome.variables());
        endogenous.forEach(term -> used.addAll(term.variables()));
        instruments.forEach(term -> used.addAll(term.variables()));
        SchemaNames names = new SchemaNames(schema, used);
        Formula resolved = new FormulaParser(text, names).one();
        Formula written = resolved.rewritten();
        return resolved.with(expansion.resolved(written.text(), names.found()));
    }

    Formula with(Expansion other) {
        return new Formula(text, outcome, terms, intercept, effects, endogenous, instruments, other);
    }

    /**
     * The names it reads as numbers, each with the place in the text, from 0, where it first is: those of effects and of
     * levels in {@code i()} are not among them.
     */
    public Map<String, Integer> numbers() {
        Map<String, Integer> places = new LinkedHashMap<>();
        outcome.root().names(name -> places.putIfAbsent(name.name(), name.position()));
        Expander.terms(this)
                .forEach(term -> term.root().names(name -> places.putIfAbsent(name.name(), name.position())));
        return Collections.unmodifiableMap(places);
    }

    /** Whether some term stands for several columns, which only a table can tell. */
    public boolean expands() {
        return Expander.needed(this);
    }

    /** Whether it has lags, leads or differences, which need a panel. */
    public boolean lagged() {
        return !lags().isEmpty();
    }

    /** The names it reads in other periods, each once. */
    List<Lagged> lags() {
        return Lagged.of(Stream.concat(Stream.of(outcome), Expander.terms(this)));
    }

    /** Whether some regressors are instrumented. */
    public boolean instrumented() {
        return !endogenous.isEmpty();
    }

    /** The exogenous regressors, then the endogenous ones: in the order of the coefficients. */
    List<Expression> regressors() {
        List<Expression> regressors = new ArrayList<>(terms);
        regressors.addAll(endogenous);
        return regressors;
    }

    /** @throws IllegalArgumentException pointing at the first endogenous regressor, if there is one */
    Formula withoutInstruments(String estimator) {
        if (instrumented()) {
            throw Caret.error(
                    endogenous.get(0).text(),
                    endogenous.get(0).root().position(),
                    "%s no instruments; fit this formula with InstrumentalVariables, or leave its last part out"
                            .formatted(estimator));
        }
        return this;
    }

    /** The same with more regressors, which are not in the text. */
    Formula and(List<Expression> more) {
        List<Expression> all = new ArrayList<>(terms);
        all.addAll(more);
        return new Formula(text, outcome, all, intercept, effects, endogenous, instruments, expansion);
    }

    /** All names it reads, effects and instruments included, each once, in the order they are written. */
    public List<String> variables() {
        LinkedHashSet<String> names = new LinkedHashSet<>(outcome.variables());
        terms.forEach(term -> names.addAll(term.variables()));
        for (EffectTerm effect : effects) {
            names.addAll(effect.columns());
            names.addAll(effect.slopes());
        }
        endogenous.forEach(term -> names.addAll(term.variables()));
        instruments.forEach(term -> names.addAll(term.variables()));
        return List.copyOf(names);
    }

    /** The effects as they are written. */
    public List<String> effectNames() {
        return effects.stream().map(EffectTerm::label).toList();
    }
}
