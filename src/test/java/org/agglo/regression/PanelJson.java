package org.agglo.regression;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The committed values of {@code expected_panel.R} and {@code expected_linearmodels.py}. */
final class PanelJson {
    private PanelJson() {}

    static List<JsonNode> all(String file, String list) {
        List<JsonNode> all = new ArrayList<>();
        Golden.json(Path.of("src/test/resources/expected", file)).get(list).forEach(all::add);
        return all;
    }

    static Dataset<Row> rows(JsonNode node) {
        return Panels.read(node.get("panel").asText()).where(node.path("where").asText("true"));
    }

    static String[] words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return words.toArray(String[]::new);
    }

    /** What one fit serves. */
    static String model(JsonNode node) {
        return String.join(
                " ",
                node.path("estimator").asText(),
                node.get("panel").asText(),
                node.path("where").asText(),
                node.get("formula").asText(),
                node.path("effect").toString(),
                node.path("method").asText(),
                node.path("gaps").asText());
    }
}
