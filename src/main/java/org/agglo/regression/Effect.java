package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/** A fixed effect to be swept out: one parameter for each level, α_l, or the slope of a column within each level, γ_l·x. */
final class Effect {
    private final Category levels;
    private final double[] slope;
    private final String name;

    private Effect(Category levels, double[] slope, String name) {
        this.levels = levels;
        this.slope = slope;
        this.name = name;
    }

    /** The levels themselves. */
    static Effect of(Category levels) {
        return new Effect(levels, null, levels.name());
    }

    /**
     * A slope in each level.
     *
     * @param slope (n), the column whose slope differs by level
     * @param column its name
     */
    static Effect ofSlope(Category levels, double[] slope, String column) {
        return new Effect(levels, slope, slopeName(levels.name(), column));
    }

    /** Of a slope of the column in each level. */
    static String slopeName(String levels, String column) {
        return "%s[[%s]]".formatted(levels, column);
    }

    /** (n), the level of each row. */
    Category levels() {
        return levels;
    }

    /** (n), shared; null if the level itself is the effect. */
    double[] slope() {
        return slope;
    }

    boolean hasSlope() {
        return slope != null;
    }

    /** The effects in some rows only; those of one column of levels keep it in common. */
    static List<Effect> rows(List<Effect> effects, int[] rows) {
        IdentityHashMap<Category, Category> some = new IdentityHashMap<>();
        List<Effect> left = new ArrayList<>();
        for (Effect effect : effects) {
            Category levels = some.computeIfAbsent(effect.levels, all -> all.rows(rows));
            double[] slope = effect.slope == null
                    ? null
                    : Arrays.stream(rows).mapToDouble(row -> effect.slope[row]).toArray();
            left.add(new Effect(levels, slope, effect.name));
        }
        return left;
    }

    /** As a formula writes it alone, such as {@code firm} or {@code firm[[year]]}. */
    String name() {
        return name;
    }

    /** Whether each level lies in one level of another column. */
    boolean nestedIn(Category other) {
        return levels.nestedIn(other);
    }
}
