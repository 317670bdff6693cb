package org.agglo.app.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every number of a run, for programs. */
final class ResultsJson {
    private ResultsJson() {}

    static Map<String, Object> of(Results results, Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("study", results.study().name());
        json.put("title", results.study().title());
        json.put("panel", results.panel());
        if (!results.treatments().isEmpty()) {
            json.put("treatments", results.treatments());
        }
        if (!results.contracts().isEmpty()) {
            json.put("contracts", results.contracts());
        }
        json.put("measures", results.measures());
        json.put("descriptives", results.described());
        json.put("tables", results.tables().stream().map(ResultsJson::table).toList());
        if (!results.sensitivities().isEmpty()) {
            json.put(
                    "withoutWithheld",
                    results.sensitivities().stream().map(ResultsJson::without).toList());
        }
        json.put("differences", report.differences());
        json.put("warnings", report.warnings());
        return json;
    }

    private static Map<String, Object> without(Sensitivity sensitivity) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", sensitivity.table().spec().name());
        json.put("same", sensitivity.same());
        json.put("refused", sensitivity.refused());
        json.put("changes", sensitivity.changes());
        json.put("fit", sensitivity.without().map(ResultsJson::table));
        return json;
    }

    private static Map<String, Object> table(FittedTable table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", table.spec().name());
        json.put("title", table.spec().title());
        List<Map<String, Object>> models = new ArrayList<>();
        for (Fitted model : table.models()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", model.spec().name());
            one.put("label", table.label(model));
            one.put("group", model.group());
            one.put("summary", model.summary());
            models.add(one);
        }
        json.put("models", models);
        json.put("tests", table.tests());
        json.put("published", table.spec().published());
        return json;
    }
}
