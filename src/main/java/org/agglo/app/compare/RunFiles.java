package org.agglo.app.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a run left for programs.
 *
 * @param path as the user named it
 * @param manifest {@code manifest.json}, missing if only results were named
 * @param results {@code results.json}, missing if it does not lie beside the manifest
 */
record RunFiles(Path path, JsonNode manifest, JsonNode results) {
    private static final String MANIFEST = "manifest.json";
    private static final String RESULTS = "results.json";

    /** @throws ComparisonException if the path is no results folder, no manifest and no results file */
    static RunFiles read(Path path) {
        if (Files.isDirectory(path)) {
            if (!Files.exists(path.resolve(MANIFEST))) {
                throw new ComparisonException(
                        "%s holds no %s; name the results folder of a run, or a file in it".formatted(path, MANIFEST));
            }
            return new RunFiles(path, json(path.resolve(MANIFEST)), beside(path.resolve(RESULTS)));
        }
        if (!Files.exists(path)) {
            throw new ComparisonException("There is no %s".formatted(path));
        }
        JsonNode json = json(path);
        if (json.has("inputs") && json.has("rows")) {
            return new RunFiles(path, json, beside(path.resolveSibling(RESULTS)));
        }
        if (json.has("tables")) {
            return new RunFiles(path, MissingNode.getInstance(), json);
        }
        throw new ComparisonException("%s is neither a manifest nor a file of results".formatted(path));
    }

    private static JsonNode beside(Path file) {
        return Files.exists(file) ? json(file) : MissingNode.getInstance();
    }

    private static JsonNode json(Path file) {
        try {
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw new ComparisonException("%s cannot be read as JSON: %s"
                    .formatted(file, e.getMessage().lines().findFirst().orElse("")));
        }
        throw new ComparisonException("%s holds no JSON object".formatted(file));
    }

    /** The name of the study. */
    String study() {
        return (manifest.isMissingNode() ? results : manifest).path("study").asText("?");
    }
}
