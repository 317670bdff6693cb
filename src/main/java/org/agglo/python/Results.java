package org.agglo.python;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.regression.RegressionSummary;
import org.agglo.regression.TestResult;
import org.agglo.report.SummaryText;
import org.agglo.stats.SymmetricMatrix;

/**
 * Results as one string of JSON, so that Python reads a summary in one call rather than one call per number.
 *
 * <p>A record is an object of its components with {@code "@"}, the name of its class; summaries and tests also have {@code
 * "text"}, as they are printed, and summaries {@code "observations"}. A map is {@code {"@": "Map", "entries": [[key, value], …]}}, in its order. An empty optional is
 * null. Numbers are written so that they are read back to the last bit; NaN and infinities are the bare words that Python
 * reads.
 */
public final class Results {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

    private Results() {}

    /**
     * A record of Agglo's, or a list or map of such, as JSON.
     *
     * @throws IllegalArgumentException if a value in it is of a kind that has no JSON here
     */
    public static String json(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Optional<?> optional) {
            write(json, optional.orElse(null));
        } else if (value instanceof Record record) {
            writeRecord(json, record);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(json, map);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof SymmetricMatrix matrix) {
            json.writeStartArray();
            for (double[] row : matrix.toArray()) {
                json.writeArray(row, 0, row.length);
            }
            json.writeEndArray();
        } else {
            writePlain(json, value);
        }
    }

    private static void writePlain(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof String || value instanceof Enum<?>) {
            json.writeString(value.toString());
        } else if (value instanceof double[] row) {
            json.writeArray(row, 0, row.length);
        } else {
            throw new IllegalArgumentException(
                    "No JSON for a " + value.getClass().getName());
        }
    }

    private static void writeRecord(JsonGenerator json, Record record) throws IOException {
        json.writeStartObject();
        json.writeStringField("@", record.getClass().getSimpleName());
        if (record instanceof RegressionSummary summary) {
            json.writeStringField("text", SummaryText.of(summary));
            json.writeNumberField("observations", summary.observations());
        } else if (record instanceof TestResult test) {
            json.writeStringField("text", SummaryText.of(test));
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            json.writeFieldName(component.getName());
            try {
                write(json, component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("Cannot read %s of a %s".formatted(component.getName(), record), e);
            }
        }
        json.writeEndObject();
    }

    private static void writeMap(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        json.writeStringField("@", "Map");
        json.writeArrayFieldStart("entries");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeStartArray();
            write(json, entry.getKey());
            write(json, entry.getValue());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
