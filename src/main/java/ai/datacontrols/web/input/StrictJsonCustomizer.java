package ai.datacontrols.web.input;

import ai.datacontrols.web.Rfc3339;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
        mapper.getFactory().setInputDecorator(new Utf8Only());
        mapper.getFactory().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
        FROM_ANOTHER_TYPE.forEach((type, shapes) ->
                shapes.forEach(shape -> mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail)));
        mapper.configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true)
                .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
                .configure(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, true)
                .registerModule(new SimpleModule()
                        .addDeserializer(String.class, new LenientTextDeserializer())
                        .addDeserializer(Instant.class, new InstantWithZone())
                        .addDeserializer(UUID.class, new UuidInHex()));
    }

    @Override
    public int priority() {
        return MINIMUM_PRIORITY; // after the java.time module
    }

    /** Rejects bytes that aren't UTF-8 (RFC 3629, 3). The parser accepts overlong forms and code points beyond U+10FFFF. */
    private static final class Utf8Only extends InputDecorator {

        private static final long serialVersionUID = 1L;

        @Override
        public InputStream decorate(IOContext context, InputStream in) throws IOException {
            var bytes = in.readAllBytes();
            requireUtf8(bytes, 0, bytes.length);
            return new ByteArrayInputStream(bytes);
        }

        /** Returns null, because the parser can read the bytes themselves. */
        @Override
        public InputStream decorate(IOContext context, byte[] bytes, int offset, int length) throws IOException {
            requireUtf8(bytes, offset, length);
            return null;
        }

        @Override
        public Reader decorate(IOContext context, Reader decoded) {
            return decoded;
        }

        private static void requireUtf8(byte[] bytes, int offset, int length) throws JsonParseException {
            if (isAscii(bytes, offset, length)) {
                return;
            }
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            } catch (CharacterCodingException malformed) {
                throw new JsonParseException(null, "not UTF-8", malformed);
            }
        }

        private static boolean isAscii(byte[] bytes, int offset, int length) {
            for (var at = offset; at < offset + length; at++) {
                if (bytes[at] < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Checks texts of our own documents only: Vert.x decodes the claims of tokens, which are untyped, with the same mapper. */
    private static final class LenientTextDeserializer extends StringDeserializer implements ContextualDeserializer {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return property == null ? this : new TextDeserializer();
        }
    }

    private static final class TextDeserializer extends StringDeserializer {

        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var text = super.deserialize(json, context);
            return text == null || StorableText.isStorable(text)
                    ? text
                    : (String) context.handleWeirdStringValue(String.class, text, "U+0000 or an unpaired surrogate");
        }
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
            return text.matches(Parameters.UUID_PATTERN)
                    ? UUID.fromString(text)
                    : (UUID) context.handleWeirdStringValue(UUID.class, text, "no UUID");
        }
    }
}
