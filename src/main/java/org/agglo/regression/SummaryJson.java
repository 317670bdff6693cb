package org.agglo.regression;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.agglo.stats.SymmetricMatrix;

/** Summaries as JSON, numbers to the last bit: NaN and infinities as text, an empty value as null. */
final class SummaryJson {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(SymmetricMatrix.class, new MatrixWriter())
                    .addDeserializer(SymmetricMatrix.class, new MatrixReader())
                    .addSerializer(Optional.class, new OptionalWriter())
                    .addDeserializer(Optional.class, new OptionalReader(null)));

    private SummaryJson() {}

    static byte[] bytes(List<RegressionSummary> summaries) throws IOException {
        return JSON.writeValueAsBytes(summaries.toArray(RegressionSummary[]::new));
    }

    static List<RegressionSummary> read(InputStream in) throws IOException {
        return List.of(JSON.readValue(in, RegressionSummary[].class));
    }

    private static final class MatrixWriter extends JsonSerializer<SymmetricMatrix> {
        @Override
        public void serialize(SymmetricMatrix matrix, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartArray();
            for (double[] row : matrix.toArray()) {
                json.writeArray(row, 0, row.length);
            }
            json.writeEndArray();
        }
    }

    private static final class MatrixReader extends JsonDeserializer<SymmetricMatrix> {
        @Override
        public SymmetricMatrix deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return SymmetricMatrix.of(json.readValueAs(double[][].class));
        }
    }

    @SuppressWarnings("rawtypes") // Jackson registers by class, and that of Optional is raw
    private static final class OptionalWriter extends JsonSerializer<Optional> {
        @Override
        public void serialize(Optional value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (value.isPresent()) {
                provider.defaultSerializeValue(value.get(), json);
            } else {
                json.writeNull();
            }
        }
    }

    @SuppressWarnings("rawtypes") // Jackson registers by class, and that of Optional is raw
    private static final class OptionalReader extends JsonDeserializer<Optional> implements ContextualDeserializer {
        private final JavaType inner;

        private OptionalReader(JavaType inner) {
            this.inner = inner;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new OptionalReader(context.getContextualType().containedType(0));
        }

        @Override
        public Optional deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Optional.of(context.<Object>readValue(json, inner));
        }

        @Override
        public Optional getNullValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
