package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A model's summaries: made from its rows while they are there, remembered otherwise. */
final class Summarised {
    private final Fitted fitted;
    private final Function<Vcov, RegressionSummary> make;
    private final RegressionSummary first;
    private final List<RegressionSummary> others;
    private Dataset<Row> effects;

    private Summarised(
            Fitted fitted,
            Function<Vcov, RegressionSummary> make,
            RegressionSummary first,
            List<RegressionSummary> others) {
        this.fitted = fitted;
        this.make = make;
        this.first = first;
        this.others = others;
    }

    static Summarised of(Fitted fitted, Vcov vcov) {
        return of(fitted, spec -> Summaries.of(fitted, spec), vcov);
    }

    /** @param make the summary of the fit under a covariance */
    static Summarised of(Fitted fitted, Function<Vcov, RegressionSummary> make, Vcov vcov) {
        return new Summarised(fitted, make, make.apply(vcov), List.of());
    }

    static Summarised loaded(List<RegressionSummary> summaries) {
        return new Summarised(null, null, summaries.get(0), summaries.subList(1, summaries.size()));
    }

    RegressionSummary first() {
        return first;
    }

    Fitted fitted() {
        return fitted;
    }

    /** The fixed effects, recovered when they are first asked for. */
    Dataset<Row> effects() {
        if (effects == null) {
            effects = FixedEffects.table(fitted);
        }
        return effects;
    }

    /** Remembers the fixed effects of a saved model. */
    void remember(Dataset<Row> saved) {
        effects = saved;
    }

    /** Under the rules of the first summary where the covariance has none. */
    RegressionSummary under(Vcov vcov) {
        Vcov asked = asked(vcov);
        return fitted != null ? make.apply(asked) : remembered(asked);
    }

    /** The covariance under the rules of the first summary where it has none. */
    Vcov asked(Vcov vcov) {
        return vcov.with(
                vcov.smallSample().or(SmallSample.parse(first.covariance().rules())));
    }

    private RegressionSummary remembered(Vcov asked) {
        Vcov meant = asked.under(Formula.parse(first.formula()).effects().stream()
                .map(EffectTerm::columns)
                .toList());
        List<String> specs = new ArrayList<>();
        for (RegressionSummary summary : known()) {
            String rules = summary.covariance().rules();
            if (Vcov.parse(summary.covariance().spec())
                    .with(SmallSample.parse(rules))
                    .same(meant)) {
                return summary;
            }
            specs.add(summary.covariance().spec());
        }
        throw new IllegalArgumentException(
                "%s was not saved with this model under the rules %s, its rows are not kept; there are %s under %s. Fit again for others"
                        .formatted(
                                meant.spec(),
                                meant.smallSample().spec(),
                                String.join(", ", specs),
                                first.covariance().rules()));
    }

    private RegressionSummary unlessRefused(String spec) {
        try {
            return under(Vcov.parse(spec));
        } catch (NotEstimableException e) {
            return null;
        }
    }

    /** Those a saved model keeps, the one the fit was asked for first. */
    List<RegressionSummary> known() {
        Map<String, RegressionSummary> known = new LinkedHashMap<>();
        known.put(first.covariance().spec(), first);
        others.forEach(summary -> known.put(summary.covariance().spec(), summary));
        if (fitted != null) {
            List<String> specs = new ArrayList<>(List.of("iid", "hc0", "hc1"));
            clusters().forEach(columns -> specs.add(Vcov.clustered(List.of(columns))));
            specs.forEach(spec -> known.computeIfAbsent(spec, this::unlessRefused));
        }
        return List.copyOf(known.values());
    }

    /** The columns of the effects' levels and every other column of levels, those that can be clusters. */
    private Set<List<String>> clusters() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        fitted.formula().effects().forEach(effect -> columns.put(effect.levelled(), effect.columns()));
        Set<List<String>> clusters = new LinkedHashSet<>();
        fitted.sample().categories().forEach((name, category) -> {
            if (category.complete() && category.levels() > 1) {
                clusters.add(columns.getOrDefault(name, List.of(name)));
            }
        });
        return clusters;
    }
}
