package ai.datacontrols.web.error;

import ai.datacontrols.web.Rfc3339;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.util.stream.Collectors;

/** Describes an error in a JSON document by its field, or by its location if there is no field. */
public final class JsonErrorMessage {

    private static final int MOST = 60;

    private JsonErrorMessage() {}

    /** Returns one sentence, without line breaks, class names or long parts of the document. */
    public static String of(JsonProcessingException fault) {
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

    private static String shortened(String text) {
        var clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= MOST ? clean : clean.substring(0, MOST) + "…";
    }
}
