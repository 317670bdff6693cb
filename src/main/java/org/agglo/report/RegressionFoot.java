package org.agglo.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.agglo.regression.RegressionSummary;
import org.agglo.report.RegressionTable.Brackets;
import org.agglo.report.RegressionTable.Entry;
import org.agglo.report.RegressionTable.LabelledModel;
import org.agglo.report.RegressionTable.Options;
import org.agglo.report.RegressionTable.PublishedColumn;

/** The sentences below a regression table. */
final class RegressionFoot {
    private final List<LabelledModel> models;
    private final List<PublishedColumn> published;
    private final Options options;
    private final List<String> notes = new ArrayList<>();

    private RegressionFoot(List<? extends Entry> entries, Options options) {
        this.models = entries.stream()
                .filter(LabelledModel.class::isInstance)
                .map(LabelledModel.class::cast)
                .toList();
        this.published = entries.stream()
                .filter(PublishedColumn.class::isInstance)
                .map(PublishedColumn.class::cast)
                .toList();
        this.options = options;
    }

    static List<String> of(List<? extends Entry> entries, Options options) {
        return new RegressionFoot(entries, options).notes();
    }

    private List<String> notes() {
        perModel("Outcome:", RegressionSummary::outcome);
        brackets();
        perModel("Fixed effects:", summary -> Wording.effects(summary, options.labels()));
        perModel(
                "Random effects:",
                summary -> summary.random().map(Wording::random).orElse(""));
        perModel("Standard errors:", summary -> Wording.errors(summary.covariance()));
        perModel("Small samples:", summary -> Wording.smallSample(summary.covariance()));
        stars();
        perModel("Omitted:", this::omitted);
        perModel("Rows dropped:", summary -> Wording.dropped(summary.sample()));
        perModel("Fitted by", Wording::fitter);
        perModel("", summary -> String.join(" ", Wording.remarks(summary)));
        options.tests().forEach(test -> notes.add(Wording.test(test)));
        Map<String, String> sources = new LinkedHashMap<>();
        published.forEach(column -> sources.merge(column.source(), column.label(), (a, b) -> a + "; " + b));
        sources.forEach((source, labels) -> notes.add(Wording.sentence(labels + ": as published, " + source)));
        return notes;
    }

    private void perModel(String opening, Function<RegressionSummary, String> words) {
        Map<String, String> said = new LinkedHashMap<>();
        models.forEach(model -> said.merge(model.label(), words.apply(model.summary()), (a, b) -> a + "; " + b));
        notes.addAll(Wording.perModel(opening, said, said.size()));
    }

    private void brackets() {
        Brackets most = models.isEmpty() ? published.get(0).brackets() : options.brackets();
        String others = published.stream()
                .filter(column -> column.brackets() != most)
                .map(column -> ", but " + column.brackets().noun() + "s in " + column.label())
                .collect(Collectors.joining());
        notes.add("Brackets hold " + most.noun() + "s" + others + ".");
    }

    private void stars() {
        int most = options.stars().size();
        if (most == 0 || models.isEmpty()) {
            return;
        }
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            levels.add("*".repeat(most - i) + " p < "
                    + Numbers.full(options.stars().get(i)));
        }
        notes.add("Stars: " + String.join(", ", levels) + (published.isEmpty() ? "." : "; none on published numbers."));
    }

    private String omitted(RegressionSummary summary) {
        return summary.coefficients().stream()
                .filter(c -> c.omitted().isPresent())
                .map(c -> options.label(c.term()) + " (" + c.omitted().get() + ")")
                .collect(Collectors.joining(", "));
    }
}
