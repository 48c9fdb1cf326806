package ai.datacontrols.web.input;

import ai.datacontrols.web.Rfc3339;
import ai.datacontrols.web.error.ApiException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Configures strict JSON parsing: duplicate keys, time zones and encodings are never guessed. */
@Singleton
class StrictJsonCustomizer implements ObjectMapperCustomizer {

    private static final Map<LogicalType, List<CoercionInputShape>> FROM_ANOTHER_TYPE = Map.of(
            LogicalType.Boolean,
                    List.of(CoercionInputShape.Integer, CoercionInputShape.String, CoercionInputShape.EmptyString),
            LogicalType.Integer, List.of(CoercionInputShape.Float, CoercionInputShape.String),
            LogicalType.Textual,
                    List.of(CoercionInputShape.Boolean, CoercionInputShape.Float, CoercionInputShape.Integer));

    @Override
    @SuppressWarnings("deprecation") // the alternative is a builder, but the mapper already exists
    public void customize(ObjectMapper mapper) {
        // RFC 8259, 8.1: UTF-8 only
        mapper.getFactory().configure(JsonFactory.Feature.CHARSET_DETECTION, false);
        mapper.getFactory().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
        FROM_ANOTHER_TYPE.forEach((type, shapes) ->
                shapes.forEach(shape -> mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail)));
        mapper.configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true)
                .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
                .configure(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, true)
                .registerModule(new SimpleModule()
                        .addDeserializer(Instant.class, new InstantWithZone())
                        .addDeserializer(UUID.class, new UuidInHex()));
    }

    @Override
    public int priority() {
        return MINIMUM_PRIORITY; // after the java.time module
    }

    private static final class InstantWithZone extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantWithZone() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var text = json.getValueAsString();
            var instant = Rfc3339.parse(text);
            return instant.isPresent()
                    ? instant.get()
                    : (Instant) context.handleWeirdStringValue(Instant.class, text, "no instant with a zone");
        }
    }

    /** RFC 9562, 4. The library's own parser also accepts other notations, and reads an empty text as null. */
    private static final class UuidInHex extends StdScalarDeserializer<UUID> {

        private static final long serialVersionUID = 1L;

        UuidInHex() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var text = json.getValueAsString("");
            return text.matches(ApiException.UUID_PATTERN)
                    ? UUID.fromString(text)
                    : (UUID) context.handleWeirdStringValue(UUID.class, text, "no UUID");
        }
    }
}
