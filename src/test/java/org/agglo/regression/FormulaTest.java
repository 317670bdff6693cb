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
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "y ~ l(x); l(x, 1)",
                "y ~ l( x,2 ) + f(x) + d(x) + d(x, 2); l(x, 2) / f(x, 1) / d(x) / d(x, 2)",
                "y ~ l(x, 1:3); l(x, 1) / l(x, 2) / l(x, 3)",
                "y ~ l(x, -1:1); f(x, 1) / x / l(x, 1)",
                "y ~ f(x, c(1, 4)) + x; f(x, 1) / f(x, 4) / x",
                "y ~ l(x, 1:2)*z; l(x, 1) / l(x, 2) / z / l(x, 1):z / l(x, 2):z",
                "y ~ l(log(x), 1) + d(log(x)) + l(d(x)); l(log(x), 1) / d(log(x)) / l(d(x), 1)",
                "y ~ log(l(x, 1)) + I(x - l(x)); log(l(x, 1)) / I(x - l(x, 1))",
                "y ~ l(x + z, 1)^2; l(x + z, 1)^2",
                "y ~ l + f + i + poly + c + sw; l / f / i / poly / c / sw",
                "y ~ i(year) + i(`my year`); i(year) / i(`my year`)",
                "y ~ i(year, ref = 2005.0); i(year, ref = 2005)",
                "y ~ i(g, ref = -1.5) + i(h, ref = \"a b\") + i(k, ref = a); i(g, ref = -1.5) / i(h, ref = \"a b\") / i(k, ref = \"a\")",
                "y ~ i(year, ref = c(2005, 2006)); i(year, ref = c(2005, 2006))",
                "y ~ i(year, treat, ref = 2005); i(year, treat, ref = 2005)",
                "y ~ i(year, log(x)); i(year, log(x))",
                "y ~ i(a, i.b, ref = 1, ref2 = 2); i(a, i.b, ref = 1, ref2 = 2)",
                "y ~ i(a, i(`the b`)); i(a, i(`the b`))",
                "y ~ i(year)*x; i(year) / x / i(year):x",
                "y ~ poly(x, 2) + poly(log(z), 3, raw = TRUE); poly(x, 2) / poly(log(z), 3, raw)",
                "y ~ poly(x, 2, raw = FALSE); poly(x, 2)",
                "y ~ poly(x, 2):z; poly(x, 2):z",
                "y ~ 2 * x + x * 3 + x / 100; 2 * x / x * 3 / x / 100",
                "y ~ 2*x*z; 2 * x / z / I(2 * x):z",
                "y ~ .; .",
                "y ~ . + ..('^c_') + .:z; . / ..('^c_') / .:z"
            })
    void readsTerms(String formula, String labels) {
        List<String> terms = terms(formula);
        assertThat(String.join(" / ", terms)).isEqualTo(labels);
        assertThat(terms("y ~ " + String.join(" + ", terms))).isEqualTo(terms);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "c(y, log(z)) ~ x | fe; y ~ x | fe / log(z) ~ x | fe",
                "y ~ a + sw(b, c + d); y ~ a + b / y ~ a + c + d",
                "y ~ sw0(b, c) + a; y ~ a / y ~ b + a / y ~ c + a",
                "y ~ csw(a, b, c*d); y ~ a / y ~ a + b / y ~ a + b + c + d + c:d",
                "y ~ csw0(a, b); y ~ 1 / y ~ a / y ~ a + b",
                "y ~ 0 + csw(a, b) | p ~ w; y ~ 0 + a | p ~ w / y ~ 0 + a + b | p ~ w",
                "c(y, z) ~ sw(a, l(b, 1:2)) | fe + t | p ~ w; y ~ a | fe + t | p ~ w / y ~ l(b, 1) + l(b, 2) | fe + t | p ~ w"
                        + " / z ~ a | fe + t | p ~ w / z ~ l(b, 1) + l(b, 2) | fe + t | p ~ w",
                "c(`my y`, z) ~ i(g, ref = 'a') + `an x`; `my y` ~ i(g, ref = \"a\") + `an x` / z ~ i(g, ref = \"a\") + `an x`",
                "y ~ sw(a + a, a); y ~ a / y ~ a",
                "y ~ a | sw(f, g^h + t); y ~ a | f / y ~ a | g^h + t",
                "y ~ a | sw0(f, t); y ~ a / y ~ a | f / y ~ a | t",
                "y ~ csw(a, b) | csw0(f, t[a]); y ~ a / y ~ a | f / y ~ a | f + t[a] / y ~ a + b / y ~ a + b | f / y ~ a + b | f + t[a]",
                "y ~ 0 + a | sw0(f); y ~ 0 + a / y ~ a | f",
                "y ~ 1 | t + csw(f, t) | p ~ w; y ~ 1 | t + f | p ~ w / y ~ 1 | t + f | p ~ w",
                "y~x; y~x"
            })
    void readsSeveralModels(String formula, String texts) {
        List<Formula> formulas = Formula.parseAll(formula);
        assertThat(formulas.stream().map(Formula::text).collect(Collectors.joining(" / ")))
                .isEqualTo(texts);
        for (Formula one : formulas) {
            Formula again = Formula.parse(one.text());
            assertThat(again.terms()).isEqualTo(one.terms());
            assertThat(again.intercept()).isEqualTo(one.intercept());
            assertThat(again.effects()).isEqualTo(one.effects());
        }
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
                "y ~ cosine(x) | 5 | No function 'cosine'; there are log, log1p, exp, sqrt, abs, floor, I, l, f, d, i, poly, sw, sw0, csw, csw0",
                "y ~ x + | 8 | Expected a number, a name or a function, found the end",
                "y ~ log(x | 10 | Expected ')' to close log(",
                "y ~ log(x, 2) | 10 | log takes one argument",
                "y x | 3 | Expected '~' between the outcome and the regressors",
                "~ x | 1 | Expected a number, a name or a function, found '~'",
                "1 ~ x | 1 | The outcome names no column",
                "y ~ log(.) | 9 | '.' is a term of its own; it cannot stand here",
                "y ~ log(i(x)) | 9 | i() is a term of its own; it cannot stand here",
                "y ~ I(poly(x, 2)) | 7 | poly() is a term of its own; it cannot stand here",
                "y ~ log(sw(x, z)) | 9 | sw() is a term of its own; it cannot stand here",
                "y ~ x:sw(x, z) | 7 | sw() is a term of its own; it cannot be multiplied",
                "y ~ l(2, 1) | 7 | l() is of a column, and '2' names none",
                "y ~ l(x, 1.5) | 10 | Expected a whole number of periods, found '1.5'",
                "y ~ l(x, z) | 10 | Expected a whole number of periods, found 'z'",
                "y ~ l(x, 1 | 11 | Expected ')' to close l(, found the end",
                "y ~ d(x, 0) | 5 | A difference is over 1 period or more, as d(x, 1) = x - l(x, 1), not 0",
                "y ~ I(l(x, 1:2) + 1) | 7 | Several lags at once make several terms: l() with a range is a term of its own",
                "y ~ l(x, 1:500) | 10 | At most 100 lags can be taken at once",
                "y ~ l(x, 1:2)^2 | 14 | 'l(x, 1)' stands for several columns and has no powers",
                "y ~ i(2005) | 7 | Expected the name of a column of levels, found '2005'",
                "y ~ i(year, ref 2005) | 17 | Expected ')' to close i(",
                "y ~ i(year, reff = 2005) | 13 | i() has no setting 'reff'; did you mean 'ref'?",
                "y ~ i(year, ref = +) | 19 | Expected a level, a number or a text in quotes, found '+'",
                "y ~ i(year, ref2 = 1) | 5 | ref2 = names levels of a second column of levels, and i() has none here",
                "y ~ i(a, b, c) | 13 | i() takes two columns at most, then ref = and ref2 =",
                "y ~ i(year)^2 | 12 | 'i(year)' stands for several columns and has no powers",
                "y ~ 2 * i(year) | 7 | A number can be multiplied with arithmetic only, not with i(year)",
                "y ~ poly(x) | 11 | Expected ',' and the degree, as poly(x, 2), found ')'",
                "y ~ poly(x, 11) | 13 | The degree of poly() is a whole number from 1 to 10, not '11'",
                "y ~ poly(x, 2, row) | 16 | poly() takes an expression, a degree and raw; found 'row'",
                "y ~ poly(x, 2, raw = 1) | 22 | raw is TRUE or FALSE, not '1'",
                "y ~ poly(3, 2) | 10 | poly() is of a column, and '3' names none",
                "y ~ ..(x) | 8 | Expected a regular expression in quotes",
                "y ~ ..('^x(') | 12 | Not a regular expression",
                "y ~ 'x' | 5 | Expected a number, a name or a function, found a text",
                "y ~ 'x | 5 | No closing ' for this text",
                "y ~ sw(x, z) + sw(u, v) | 16 | Only one sw() or csw() can stand among the terms",
                "y ~ sw(x, 0) | 11 | The intercept is chosen outside of sw()",
                "y ~ sw(x, csw(z)) | 11 | csw() cannot stand inside sw()",
                "y ~ sw(x, z | 12 | Expected ')' to close sw(",
                "c(y, 1) ~ x | 6 | The outcome names no column",
                "c(y, z ~ x | 8 | Expected ')' to close c(",
                "c(y, z) ~ x | 1 | c() makes several models; fit them all at once with fitAll",
                "y ~ x + csw0(z) | 9 | csw0() makes several models; fit them all at once with fitAll",
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
                "y ~ x | p ~ sw(w, v) @ 13 @ sw() can stand in the first part only",
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
                "y ~ x | sw(a, b) @ 9 @ sw() makes several models; fit them all at once with fitAll",
                "y ~ x | sw(a, csw(b)) @ 15 @ csw() cannot stand inside sw()",
                "y ~ x | sw(a) + sw(b) @ 17 @ Only one sw() or csw() can stand among the effects",
                "y ~ x | sw(a, b @ 16 @ Expected ')' to close sw(, found the end",
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
