package org.agglo.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.api.java.UDF1;

/**
 * One JSON object in a line as the texts of the wanted names, then what is wrong with the line or null. Numbers are the
 * text that stands there, so that 0.10 keeps its digits; {@code null} and a name that is not there are null. A column under
 * two of its names is wrong.
 */
final class JsonLine implements UDF1<String, String[]>, Serializable {
    private static final long serialVersionUID = 1;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final HashMap<String, Integer> places;
    private final int count;

    /**
     * @param places name to which of the wanted columns it stands for
     * @param count how many columns are wanted
     */
    JsonLine(Map<String, Integer> places, int count) {
        this.places = new HashMap<>(places);
        this.count = count;
    }

    @Override
    public String[] call(String line) {
        String[] texts = new String[count + 1];
        if (line == null) {
            return texts;
        }
        try (JsonParser parser = FACTORY.createParser(line)) {
            texts[count] = read(parser, texts);
        } catch (JsonProcessingException e) {
            texts[count] =
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private String read(JsonParser parser, String[] texts) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return "not a JSON object";
        }
        String problem = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            Integer place = places.get(name);
            if (value.isStructStart()) {
                parser.skipChildren();
                problem = place == null || problem != null ? problem : name + " is nested";
            } else if (place != null && value != JsonToken.VALUE_NULL) {
                problem = texts[place] == null || problem != null
                        ? problem
                        : name + " stands there under another name too";
                texts[place] = parser.getText();
            }
        }
        return problem == null && parser.nextToken() != null ? "more than one JSON object" : problem;
    }

    /** The names in those of the lines that are objects. */
    static Set<String> names(List<String> lines) {
        Set<String> names = new TreeSet<>();
        for (String line : lines) {
            names.addAll(names(line));
        }
        return names;
    }

    /** The names in the line; none if it is no object. */
    private static List<String> names(String line) {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    names.add(name);
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
            return names;
        } catch (JsonProcessingException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
