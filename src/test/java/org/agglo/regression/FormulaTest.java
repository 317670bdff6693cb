package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    private static List<String> terms(String formula) {
        return Formula.parse(formula).terms().stream().map(Expression::label).toList();
    }

    @Test
    void readsThePapersModel() {
        Formula formula = Formula.parse("log(pat) ~ log(maggl) + log(pgdp)+urb | province + year");
        assertThat(formula.outcome().label()).isEqualTo("log(pat)");
        assertThat(terms(formula.text())).containsExactly("log(maggl)", "log(pgdp)", "urb");
        assertThat(formula.effectNames()).containsExactly("province", "year");
        assertThat(formula.intercept()).isFalse();
        assertThat(formula.variables()).containsExactly("pat", "maggl", "pgdp", "urb", "province", "year");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ 0 + x", "y ~ x - 1", "y ~ -1 + x", "y ~ x + 0"})
    void takesTheInterceptOff(String formula) {
        assertThat(Formula.parse(formula).intercept()).isFalse();
        assertThat(terms(formula)).containsExactly("x");
    }

    @Test
    void anInterceptIsThereOtherwise() {
        assertThat(Formula.parse("y ~ x").intercept()).isTrue();
        assertThat(Formula.parse("y ~ 1").terms()).isEmpty();
        assertThat(Formula.parse("y ~ 1 + x").intercept()).isTrue();
    }

    @Test
    void crossesTerms() {
        assertThat(terms("y ~ x*z")).containsExactly("x", "z", "x:z");
        assertThat(terms("y ~ x:z + x")).containsExactly("x:z", "x");
        assertThat(terms("y ~ a*b*c")).containsExactly("a", "b", "c", "a:b", "a:c", "b:c", "a:b:c");
        assertThat(terms("y ~ x + x + log(x):x^2")).containsExactly("x", "log(x):x^2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "y ~ x + z | fe | p ~ w; x,z; fe; p; w; false",
                "y ~ x | fe + year | log(p) + q ~ w*v; x; fe,year; log(p),q; w,v,w:v; false",
                "y ~ x | p ~ w + log(v); x; ''; p; w,log(v); true",
                "y ~ 1 | p ~ w; ''; ''; p; w; true",
                "y ~ 0 + x | p ~ w; x; ''; p; w; false"
            })
    void readsInstruments(
            String text, String terms, String effects, String endogenous, String instruments, boolean intercept) {
        Formula formula = Formula.parse(text);
        assertThat(String.join(",", terms(text))).isEqualTo(terms);
        assertThat(String.join(",", formula.effectNames())).isEqualTo(effects);
        assertThat(formula.endogenous().stream().map(Expression::label).collect(Collectors.joining(",")))
                .isEqualTo(endogenous);
        assertThat(formula.instruments().stream().map(Expression::label).collect(Collectors.joining(",")))
                .isEqualTo(instruments);
        assertThat(formula.instrumented()).isTrue();
        assertThat(formula.intercept()).isEqualTo(intercept);
        assertThat(formula.variables()).contains("p", "w");
    }

    @ParameterizedTest
    @CsvSource({
        "log( pat+1 ), log(pat + 1)",
        "x ^2, x^2",
        "I(x/(z*2)), I(x / (z * 2))",
        "a - (b - c), a - (b - c)",
        "(a + b) * c, (a + b) * c",
        "-x^2, -x^2",
        "(-x)^2, (-x)^2",
        "2^3^x, 2^3^x",
        "(2^3)^x, (2^3)^x",
        "a / b / c, a / b / c",
        "x^-1, x^(-1)",
        "1e-3*x, 1e-3 * x"
    })
    void writesExpressionsInOneWay(String text, String label) {
        Expression expression = Expression.parse(text);
        assertThat(expression.label()).isEqualTo(label);
        assertThat(Expression.parse(label).label()).isEqualTo(label);
    }

    @Test
    void namesMayHoldAnythingBetweenBackquotes() {
        Formula formula =
                Formula.parse("`patents, total` ~ log(`per capita`) + `weird name` + gdp.pc + 专利 | `the year`");
        assertThat(formula.variables())
                .containsExactly("patents, total", "per capita", "weird name", "gdp.pc", "专利", "the year");
        assertThat(formula.terms().get(1).label()).isEqualTo("weird name");
        assertThat(formula.terms().get(0).label()).isEqualTo("log(`per capita`)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "y ~ lg(x) | 5 | No function 'lg'; did you mean 'log'?",
                "y ~ ln(x) | 5 | did you mean 'log'?",
                "y ~ sine(x) | 5 | There are log, log1p, exp, sqrt, abs, floor, I",
                "y ~ x + | 8 | Expected a number, a name or a function, found the end",
                "y ~ log(x | 10 | Expected ')' to close log(",
                "y ~ log(x, 2) | 10 | log takes one argument",
                "y x | 3 | Expected '~' between the outcome and the regressors",
                "~ x | 1 | Expected a number, a name or a function, found '~'",
                "1 ~ x | 1 | The outcome names no column",
                "y ~ . | 5 | '.' for all other columns is not available yet",
                "y ~ x / z | 7 | A ratio as a regressor is written I(x / z)",
                "y ~ (x + z) | 5 | Arithmetic as a regressor is written I(x + z)",
                "y ~ x - z | 9 | Only the intercept can be taken off",
                "y ~ 2 + x | 5 | Only 0 and 1",
                "y ~ log(2) + x | 5 | names no column",
                "y ~ x $ z | 7 | '$' has no meaning here",
                "y ~ `x | 5 | No closing `",
                "y ~ 1.2.3 | 5 | '1.2.3' is not a number",
                "y ~ x z | 7 | Expected +, | or the end, found 'z'"
            })
    void pointsAtTheCharacter(String formula, int character, String problem) {
        assertThatThrownBy(() -> Formula.parse(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("at character " + character + ":")
                .satisfies(e ->
                        assertThat(e.getMessage().lines().toList().get(2)).isEqualTo(" ".repeat(character + 1) + "^"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '"',
            value = {
                "y ~ x | fe | p @ 15 @ Expected '~' between the endogenous regressors and their instruments, found the end",
                "y ~ x | p ~ w | fe @ 15 @ Nothing can follow the instruments",
                "y ~ x | p ~ x @ 13 @ 'x' is a regressor, which instruments itself already; leave it out here",
                "y ~ x + p | p ~ w @ 13 @ 'p' is among the regressors already; an endogenous one stands in the last part only",
                "y ~ x | p ~ w + p @ 17 @ 'p' is endogenous and cannot instrument itself",
                "y ~ x | p ~ 1 + w @ 13 @ The intercept is chosen in the first part, before |; name columns here",
                "y ~ x | 0 + p ~ w @ 9 @ The intercept is chosen in the first part, before |; name columns here",
                "y ~ x | fe | ~ w @ 14 @ Expected a number, a name or a function, found '~'",
                "y ~ x ~ w @ 7 @ Expected +, | or the end, found '~'"
            })
    void instrumentsPointAtTheCharacter(String formula, int character, String problem) {
        assertThatThrownBy(() -> Formula.parse(formula)).hasMessage(Caret.message(formula, character - 1, problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "firm[year] @ firm[year] @ firm @ year @ true",
                "firm[[year, x]] @ firm[[year, x]] @ firm @ year, x @ false",
                "region^year @ region^year @ region, year @ '' @ true",
                "a ^ b [ x ] @ a^b[x] @ a, b @ x @ true"
            })
    void readsSlopesAndCombinations(String written, String label, String columns, String slopes, boolean levels) {
        EffectTerm effect = Formula.parse("y ~ x | year + " + written).effects().get(1);
        assertThat(effect.label()).isEqualTo(label);
        assertThat(String.join(", ", effect.columns())).isEqualTo(columns);
        assertThat(String.join(", ", effect.slopes())).isEqualTo(slopes == null ? "" : slopes);
        assertThat(effect.levels()).isEqualTo(levels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "y ~ x | log(a) @ 12 @ An effect is a column's name, not a function of it",
                "y ~ x | 1 @ 9 @ Expected the name of an effect, found '1'",
                "y ~ x | a^1 @ 11 @ Expected the name of an effect after ^, found '1'",
                "y ~ x | a^a @ 11 @ 'a' is named twice",
                "y ~ x | a[2] @ 11 @ Expected the name of a column with slopes by a, found '2'",
                "y ~ x | a[x, x] @ 14 @ 'x' is named twice",
                "y ~ x | a[x @ 12 @ Expected ']' after the slopes, found the end",
                "y ~ x | a[[x] @ 14 @ Expected ']' after the slopes, as there are two [, found the end",
                "y ~ a[x] | a @ 6 @ Slopes by effect, written fe[x], stand after | among the effects"
            })
    void effectsPointAtTheCharacter(String formula, int character, String problem) {
        assertThatThrownBy(() -> Formula.parse(formula)).hasMessage(Caret.message(formula, character - 1, problem));
    }
}
