package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbsorbersTest {
    private static Category category(String name, int... codes) {
        int levels = Arrays.stream(codes).max().orElse(-1) + 1;
        return new Category(
                name,
                codes,
                IntStream.range(0, levels).mapToObj(Integer::toString).toList());
    }

    private static Category random(String name, int rows, int levels, Random random) {
        return category(
                name,
                IntStream.range(0, rows)
                        .map(row -> row < levels ? row : random.nextInt(levels))
                        .toArray());
    }

    private static List<Effect> effects(Category... categories) {
        return Arrays.stream(categories).map(Effect::of).toList();
    }

    private static double[] column(int rows, Random random) {
        return random.doubles(rows).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void solvingDirectlyAndByGradientsIsTheSame(int effects) {
        Random random = new Random(1);
        int rows = 3000;
        List<Effect> categories = effects(
                        random("a", rows, 300, random), random("b", rows, 90, random), random("c", rows, 40, random))
                .subList(0, effects);
        double[] column = column(rows, random);
        SeveralEffects direct = new SeveralEffects(categories, Weights.NONE);
        SeveralEffects gradient = new SeveralEffects(categories, Weights.NONE, 0);
        assertThat(gradient.swept(column)).containsExactly(direct.swept(column), within(1e-12));
        assertThat(gradient.redundant()).isEqualTo(direct.redundant());
        assertThat(direct.redundant()[1]).isEqualTo(1);
    }

    @Test
    void sweepingTwiceChangesNothing() {
        Random random = new Random(2);
        SeveralEffects effects =
                new SeveralEffects(effects(random("a", 500, 40, random), random("b", 500, 12, random)), Weights.NONE);
        double[] once = effects.swept(column(500, random));
        assertThat(effects.swept(once)).containsExactly(once, within(1e-14));
    }

    @Test
    void aBadlyConnectedGraphIsSweptExactly() {
        int people = 1200;
        int[] person = IntStream.range(0, 2 * people).map(row -> row / 2).toArray();
        int[] firm = IntStream.range(0, 2 * people).map(row -> (row + 1) / 2).toArray();
        Random random = new Random(3);
        List<Effect> chain = effects(category("person", person), category("firm", firm));
        double[] column = column(2 * people, random);
        double[] swept = new SeveralEffects(chain, Weights.NONE, 2000).swept(column);
        assertThat(new SeveralEffects(chain, Weights.NONE).swept(column)).containsExactly(swept, within(1e-8));
        assertThat(swept).containsOnly(new double[1], within(1e-8));
    }

    @Test
    void eachUnconnectedPartCostsOneLevel() {
        Category a = category("a", 0, 0, 1, 1, 2, 2, 3, 3, 0, 1, 2, 3);
        Category b = category("b", 0, 1, 0, 1, 2, 3, 2, 3, 0, 0, 2, 3);
        assertThat(new SeveralEffects(effects(a, b), Weights.NONE).redundant()).containsExactly(0, 2);
        assertThat(EffectRank.parts(a, b)).isEqualTo(2);
        assertThat(EffectRank.of(effects(a, b))).isEqualTo(6);
    }

    @Test
    void anEffectNestedInAnotherIsWhollyRedundant() {
        Category county = category("county", 0, 0, 1, 1, 2, 2, 3, 3);
        Category state = category("state", 0, 0, 0, 0, 1, 1, 1, 1);
        Category year = category("year", 0, 1, 0, 1, 0, 1, 0, 1);
        assertThat(new SeveralEffects(effects(state, county, year), Weights.NONE).redundant())
                .containsExactly(2, 0, 1);
        Freedom freedom = new Freedom(1, effects(county, year), new long[] {0, 1});
        assertThat(freedom.parameters()).isEqualTo(6);
        assertThat(freedom.parameters(List.of(state))).isEqualTo(3);
        assertThat(freedom.parameters(List.of(state, year))).isEqualTo(2);
        assertThat(freedom.parameters(List.of())).isEqualTo(6);
    }

    @Test
    void singletonsAreCountedToTheEnd() {
        Category a = category("a", 0, 0, 1, 1, 2, 2, 3);
        Category b = category("b", 0, 1, 0, 1, 0, 2, 2);
        assertThat(Singletons.count(effects(a, b), Weights.NONE)).isEqualTo(3);
    }
}
