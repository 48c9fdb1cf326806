package ai.datacontrols.web.error;

import ai.datacontrols.web.Rfc3339;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.stream.Collectors;

/** Describes an error in a JSON document by its field, or by its location if there is no field. */
public final class JsonErrorMessage {

    private static final int MOST = 60;

    private JsonErrorMessage() {}

    public static RequestException toException(JsonProcessingException fault) {
        return new RequestException(
                isInvalidText(fault) ? ErrorKind.INVALID_VALUE : ErrorKind.INVALID_REQUEST, of(fault));
    }

    private static boolean isInvalidText(JsonProcessingException fault) {
        return fault instanceof InvalidFormatException format
                && format.getTargetType() == String.class
                && format.getValue() instanceof String;
    }

    /** Returns one sentence, without line breaks, class names or long parts of the document. */
    static String of(JsonProcessingException fault) {
        if (fault.getCause() instanceof CharacterCodingException) {
            return "the JSON is not UTF-8";
        }
        if (isInvalidText(fault)) {
            return "the field '" + path((JsonMappingException) fault) + "' contains U+0000 or an unpaired surrogate";
        }
        if (fault instanceof UnrecognizedPropertyException unknown) {
            return "unknown field '" + shortened(unknown.getPropertyName()) + "'";
        }
        if (fault instanceof InvalidFormatException format && format.getTargetType() == Instant.class) {
            return "the field '" + path(format) + "' is no instant with a zone, such as " + Rfc3339.EXAMPLE;
        }
        if (fault instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "the field '" + path(mapping) + "' can't be read";
        }
        var place = fault.getLocation();
        return place == null
                ? "this is not JSON"
                : "this is not JSON at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static String path(JsonMappingException fault) {
        return shortened(fault.getPath().stream()
                .map(part -> part.getFieldName() == null ? String.valueOf(part.getIndex()) : part.getFieldName())
                .collect(Collectors.joining(".")));
    }

    /** Returns a name that a client has chosen for an error message: shortened, without control characters. */
    public static String shortened(String text) {
        var clean = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return clean.codePointCount(0, clean.length()) <= MOST
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, MOST)) + "…";
    }
}
