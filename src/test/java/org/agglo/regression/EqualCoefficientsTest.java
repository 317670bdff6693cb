package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.stats.Distributions;
import org.junit.jupiter.api.Test;

class EqualCoefficientsTest {
    @Test
    void ofTwoGroupsIsTheSquaredDifferenceOverTheSumOfVariances() {
        TestResult test =
                EqualCoefficients.test(List.of(HandMade.of("x", 1, 0.3, 50), HandMade.of("x", 2, 0.4, 50)), "x");
        assertThat(test.statistic()).isCloseTo(1 / (0.09 + 0.16), within(1e-13));
        assertThat(test.distribution()).isEqualTo("χ²(1)");
        assertThat(test.df1()).isEqualTo(1);
        assertThat(test.pValue()).isEqualTo(Distributions.chiSquaredTail(test.statistic(), 1));
        assertThat(test.nullHypothesis()).isEqualTo("The coefficient of x is equal in group 1, group 2");
        assertThat(test.note()).isEqualTo("Groups are taken as independent.");
    }

    @Test
    void warnsOfFewDegreesOfFreedomAndOfSharedClusters() {
        Map<String, RegressionSummary> groups = new LinkedHashMap<>();
        groups.put("east", HandMade.clustered("x", 1, 0.3, "year", 12));
        groups.put("west", HandMade.clustered("x", 2, 0.4, "year", 12));
        assertThat(EqualCoefficients.test(groups, "x").note())
                .isEqualTo(
                        "Groups are taken as independent, so no cluster may have rows in two of them."
                                + " χ² is an approximation for many rows or clusters: a group here has only 11 degrees of freedom.");
    }

    @Test
    void refusesAGroupThatOmittedTheTerm() {
        Map<String, RegressionSummary> groups = new LinkedHashMap<>();
        groups.put("east", HandMade.of("x", 1, 0.3, 50));
        groups.put("west", HandMade.omitted("x", "collinear with year"));
        assertThatThrownBy(() -> EqualCoefficients.test(groups, "x"))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage(
                        "Equality of x cannot be tested: it is omitted in west (collinear with year); leave that group out");
    }

    @Test
    void refusesATermThatIsNotThere() {
        assertThatThrownBy(() -> EqualCoefficients.test(
                        List.of(HandMade.of("x", 1, 0.3, 50), HandMade.of("z", 2, 0.4, 50)), "x"))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Equality of x cannot be tested: the model of group 2 has no such term; it has z");
    }

    @Test
    void refusesOneGroup() {
        assertThatThrownBy(() -> EqualCoefficients.test(List.of(HandMade.of("x", 1, 0.3, 50)), "x"))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Equality of x needs at least two groups, not 1");
    }

    @Test
    void refusesAnErrorThatIsNotANumber() {
        assertThatThrownBy(() -> EqualCoefficients.test(
                        List.of(HandMade.of("x", 1, 0.3, 50), HandMade.of("x", 2, Double.NaN, 50)), "x"))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageContaining("its error in group 2 is NaN");
    }
}
