package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.agglo.regression.Vcov.Gaps;
import org.agglo.regression.Vcov.Kernel;
import org.agglo.regression.Vcov.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VcovTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hc9 | 1 | No covariance 'hc9'; did you mean 'hc0'?",
                "clustr(a) | 1 | No covariance 'clustr'; did you mean 'cluster'?",
                "cluster() | 9 | Expected the name of a cluster column, found ')'",
                "cluster(a, a) | 12 | 'a' is named twice",
                "cluster(a^a) | 11 | 'a' is named twice",
                "cluster(a | 10 | Expected ')' to close cluster(, found the end",
                "iid x | 5 | Expected the end of the covariance, found 'x'",
                "iid, hc1 | 4 | Expected the end of the covariance, found ','",
                "crv3(a, b) | 9 | crv3 leaves out the clusters of one key; combine several with ^",
                "crv3 | 5 | Expected '(' after crv3, found the end",
                "nw | 3 | nw needs columns of units and of time, such as nw(firm, year)",
                "nw(firm, year, lags = 3) | 16 | nw has no option 'lags'; did you mean 'lag'?; there is lag and gaps",
                "nw(firm, year, lag = 1.5) | 22 | Expected a whole number, 0 or more, found '1.5'",
                "dk(year, lag = 1, lag = 2) | 19 | 'lag' is given twice",
                "dk(year, gaps = months) | 17 | gaps is adjacent or calendar or rows, not 'months'",
                "dk(year, gaps = rows) | 10 | Gaps are counted in adjacent periods or by calendar in dk",
                "dk(year, 3) | 10 | dk has no option '3'; there is lag and gaps",
                "conley(lat, lon) | 16 | Expected ',' and a cutoff in kilometres, such as cutoff = 100,",
                "conley(lat, lon, cutoff = 0) | 18 | The cutoff is a number of kilometres above 0",
                "conley(lat, lon, kernel = uniform) | 13 | A cutoff in kilometres is needed",
                "conley(lat, lon, cutoff = 5, kernel = cone) | 39 | kernel is uniform or bartlett, not 'cone'",
                "conley(lat, lon, cutoff = 5, lag = 2) | 30 | Lags need the column of units and that of time",
                "conley(lat, lon, cutoff = 5, unit = id) | 30 | Correlation over time within units needs the column of time",
                "conley(lat, lon, cutoff = 5, unit = id, time = t) | 30 | Correlation within units needs a lag"
            })
    void errorsPointAtTheCharacter(String spec, int character, String problem) {
        assertThatThrownBy(() -> Vcov.parse(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("at character %d:".formatted(character));
    }

    @Test
    void covariancesAreReadInTheirForms() {
        assertThat(Vcov.parse("cluster(a, `b c`)").keys()).containsExactly("a", "b c");
        assertThat(Vcov.parse("cluster(a + b)").clusters()).containsExactly(List.of("a"), List.of("b"));
        assertThat(Vcov.parse("cluster(a^b, c)").clusters()).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(Vcov.parse("robust").kind()).isEqualTo(Kind.HC1);
        assertThat(Vcov.parse("HC1").kind()).isEqualTo(Kind.HC1);
        assertThat(Vcov.parse("").kind()).isEqualTo(Kind.DEFAULT);
        assertThat(Vcov.parse("crv3(a^b)").kind()).isEqualTo(Kind.CRV3);
        assertThat(Vcov.parse("nw(firm, year, lag = 3, gaps = rows)").serial())
                .contains(new Vcov.Serial("firm", "year", 3, Gaps.ROWS));
        assertThat(Vcov.parse("nw(year)").serial()).contains(new Vcov.Serial("", "year", -1, Gaps.USUAL));
        assertThat(Vcov.parse("nw(year, lag = 2)").serial()).contains(new Vcov.Serial("", "year", 2, Gaps.USUAL));
        assertThat(Vcov.parse("dk(year, gaps = calendar)").serial())
                .contains(new Vcov.Serial("", "year", -1, Gaps.CALENDAR));
        Vcov conley = Vcov.parse("conley(lat, lon, cutoff = 62.5, kernel = bartlett, time = year, unit = id, lag = 2)");
        assertThat(conley.spatial()).contains(new Vcov.Spatial("lat", "lon", 62.5, Kernel.BARTLETT));
        assertThat(conley.serial()).contains(new Vcov.Serial("id", "year", 2, Gaps.CALENDAR));
        assertThat(conley.keys()).containsExactly("id", "year", "lat", "lon");
    }

    @Test
    void whatTheModelHasToSayIsTakenFromItsEffects() {
        List<List<String>> effects = List.of(List.of("firm"), List.of("region", "the year"));
        assertThat(Vcov.parse("default").under(effects).spec()).isEqualTo("cluster(firm)");
        assertThat(Vcov.parse("cluster").under(effects).spec()).isEqualTo("cluster(firm)");
        assertThat(Vcov.parse("twoway").under(effects).spec()).isEqualTo("cluster(firm, region^`the year`)");
        assertThat(Vcov.parse("default").under(List.of()).kind()).isEqualTo(Kind.IID);
        assertThatThrownBy(() -> Vcov.parse("cluster").under(List.of()))
                .hasMessageContaining("The formula has no effects, so that the clusters have to be named");
        assertThatThrownBy(() -> Vcov.parse("twoway").under(List.of(List.of("firm"))))
                .hasMessageContaining("The formula has one effect only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fixes | 1 | No small-sample rules 'fixes'; did you mean 'fixest'?",
                "stata-areg2 | 1 | No small-sample rules 'stata-areg2'; did you mean 'stata-areg'?",
                "fixest(K.fixe = full) | 8 | fixest has no option 'K.fixe'; did you mean 'K.fixef'?",
                "fixest(K.fixef = nestd) | 18 | K.fixef is nonnested or full or none, not 'nestd'",
                "fixest(K.adj = no) | 16 | K.adj is true or false, not 'no'",
                "fixest(G.adj = true, G.adj = true) | 22 | 'G.adj' is given twice",
                "reghdfe(K.adj = true) | 9 | reghdfe has no option 'K.adj'; there is none",
                "plm(type = hc9) | 12 | type is hc0 or sss or hc1 or hc2 or hc3 or hc4, not 'hc9'",
                "plm sss | 5 | Expected the end of the rules, found 'sss'"
            })
    void rulesPointAtTheCharacterToo(String spec, int character, String problem) {
        assertThatThrownBy(() -> SmallSample.parse(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("at character %d:".formatted(character));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fixest | fixest",
                "FIXEST(K.fixef = FULL, G.adj = FALSE) | fixest(G.adj = false, K.fixef = full)",
                "fixest(K.adj = true, t.df = 7) | fixest(t.df = 7)",
                "stata-xtreg | stata-xtreg",
                "plm(type = HC0) | plm",
                "linearmodels(group_debias = true) | linearmodels(group_debias = true)",
                "none | none"
            })
    void rulesAreWrittenInOneWay(String spec, String written) {
        assertThat(SmallSample.parse(spec).spec()).isEqualTo(written);
        assertThat(SmallSample.parse(written)).isEqualTo(SmallSample.parse(spec));
    }
}
