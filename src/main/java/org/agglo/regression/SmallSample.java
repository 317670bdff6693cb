package org.agglo.regression;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whose small-sample rules: the factors that a covariance is multiplied with, and the degrees of freedom of its tests.
 *
 * <ul>
 *   <li>{@code fixest}, with its options {@code K.adj}, {@code K.fixef = nonnested | full | none}, {@code K.exact}, {@code
 *       G.adj}, {@code G.df = min | conventional}, {@code t.df = min | conventional | a number}, as in {@code fixest(K.fixef =
 *       full)};
 *   <li>{@code stata-xtreg}, {@code stata-areg}, {@code reghdfe};
 *   <li>{@code plm}, with {@code type = HC0 | sss | HC1 | HC2 | HC3 | HC4};
 *   <li>{@code linearmodels}, with {@code debiased}, {@code group_debias} and {@code constant};
 *   <li>{@code none}: no factor, and the normal distribution;
 *   <li>{@code default}: {@code fixest(K.exact = true)} of least squares, {@code plm(type = sss)} of random effects.
 * </ul>
 *
 * @param options those that differ from the package's defaults, values in lower case
 */
public record SmallSample(Dialect dialect, Map<String, String> options) {
    /** The packages. */
    public enum Dialect {
        DEFAULT,
        FIXEST,
        STATA_XTREG,
        STATA_AREG,
        REGHDFE,
        PLM,
        LINEARMODELS,
        NONE;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Not said: the estimator chooses. */
    static final SmallSample USUAL = new SmallSample(Dialect.DEFAULT, Map.of());

    /** What least squares choose. */
    static final SmallSample LEAST_SQUARES = new SmallSample(Dialect.FIXEST, Map.of("K.exact", "true"));

    /** What random effects choose: the factors of Stata's xtreg, re. */
    static final SmallSample RANDOM_EFFECTS = new SmallSample(Dialect.PLM, Map.of("type", "sss"));

    public SmallSample {
        options = Map.copyOf(options);
    }

    /**
     * Reads the text; blank text is {@code default}.
     *
     * @throws IllegalArgumentException pointing at the character where it is not understood
     */
    public static SmallSample parse(String spec) {
        return spec.isBlank() ? USUAL : SmallSampleParser.parse(spec);
    }

    /** As it is written, options in alphabetical order. */
    public String spec() {
        String inside = options.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(option -> option.getKey() + " = " + option.getValue())
                .collect(Collectors.joining(", "));
        return dialect.text() + (inside.isEmpty() ? "" : "(" + inside + ")");
    }

    /** These rules, or the others if these were not said. */
    SmallSample or(SmallSample others) {
        return dialect == Dialect.DEFAULT ? others : this;
    }

    String option(String name, String usual) {
        return options.getOrDefault(name, usual);
    }

    boolean flag(String name, boolean usual) {
        return Boolean.parseBoolean(option(name, Boolean.toString(usual)));
    }

    Rules rules() {
        return switch (dialect) {
            case STATA_XTREG -> new XtregRules();
            case STATA_AREG -> new AregRules();
            case REGHDFE -> new ReghdfeRules();
            case PLM -> new PlmRules(this);
            case LINEARMODELS -> new LinearmodelsRules(this);
            case NONE -> new NoRules();
            case FIXEST -> new FixestRules(this);
            case DEFAULT -> LEAST_SQUARES.rules();
        };
    }
}
