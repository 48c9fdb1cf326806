package ai.datacontrols.web.openapi;

import ai.datacontrols.web.ndjson.JsonLines;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;

/**
 * Reads the examples of the OpenAPI document, which tests send and compare responses with; each line is one example.
 */
final class ApiExamples {

    private static final Map<String, String> ENDINGS =
            Map.of(jakarta.ws.rs.core.MediaType.APPLICATION_JSON, "json", JsonLines.MEDIA_TYPE, "ndjson");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiExamples() {}

    static void addTo(Operation operation) {
        if (operation.getRequestBody() != null) {
            add(
                    operation.getOperationId() + ".request",
                    operation.getRequestBody().getContent());
        }
        add(
                operation.getOperationId() + ".response",
                operation.getResponses().getAPIResponse("200").getContent());
    }

    private static void add(String name, Content content) {
        content.getMediaTypes().forEach((type, media) -> add(name + "." + ENDINGS.get(type), media));
    }

    private static void add(String file, MediaType media) {
        var lines = read(file).strip().split("\n");
        for (var line = 0; line < lines.length; line++) {
            media.addExample(
                    lines.length == 1 ? "whole" : "line " + (line + 1),
                    OASFactory.createExample().value(parsed(lines[line])));
        }
    }

    private static String read(String file) {
        try (var in = ApiExamples.class.getResourceAsStream("/api/examples/" + file)) {
            if (in == null) {
                throw new IllegalStateException("missing OpenAPI example: api/examples/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object parsed(String json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
