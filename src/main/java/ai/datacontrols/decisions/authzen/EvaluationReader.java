package ai.datacontrols.decisions.authzen;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.JsonErrorMessage;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.request.MediaTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads requests of AuthZEN. Whatever is wrong with one is an {@link ErrorKind#INVALID_REQUEST}, the standard's 400. */
@Singleton
class EvaluationReader {

    private static final List<String> DEFAULTS = List.of("subject", "action", "resource", "context");

    private final ObjectMapper json;

    EvaluationReader(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Reads a document.
     *
     * @param contentType the header; null if missing
     * @param body null if missing
     * @throws RequestException if it isn't a JSON object
     */
    ObjectNode document(String contentType, InputStream body) throws IOException {
        if (!MediaTypes.is(contentType, MediaType.APPLICATION_JSON) || !MediaTypes.isUtf8(contentType)) {
            throw new RequestException(ErrorKind.INVALID_REQUEST, "the content type is not application/json");
        }
        try {
            if (body != null && json.readTree(body) instanceof ObjectNode document) {
                return document;
            }
        } catch (JsonProcessingException malformed) {
            throw invalid(malformed);
        }
        throw new RequestException(ErrorKind.INVALID_REQUEST, "the document is not a JSON object");
    }

    /** @throws RequestException if a field of the standard has another type */
    EvaluationsRequest evaluations(ObjectNode document) {
        return read(document, EvaluationsRequest.class);
    }

    /**
     * Reads an evaluation.
     *
     * @throws RequestException if it is malformed or incomplete
     */
    EvaluationRequest evaluation(JsonNode evaluation) {
        if (!evaluation.isObject()) {
            throw new RequestException(ErrorKind.INVALID_REQUEST, "the evaluation is not a JSON object");
        }
        var request = read(evaluation, EvaluationRequest.class);
        request.check();
        return request;
    }

    /** Like {@link #evaluation(JsonNode)}; each field that is missing is replaced, as a whole, by that of the document. */
    EvaluationRequest evaluation(JsonNode evaluation, ObjectNode document) {
        if (!evaluation.isObject()) {
            return evaluation(evaluation);
        }
        var whole = json.createObjectNode();
        for (var name : DEFAULTS) {
            var value = evaluation.has(name) ? evaluation.get(name) : document.get(name);
            if (value != null) {
                whole.set(name, value);
            }
        }
        return evaluation(whole);
    }

    /** @throws RequestException if a field has another type */
    <T> T read(JsonNode node, Class<T> type) {
        try {
            return json.treeToValue(node, type);
        } catch (JsonProcessingException malformed) {
            throw invalid(malformed);
        }
    }

    private static RequestException invalid(JsonProcessingException malformed) {
        return new RequestException(
                ErrorKind.INVALID_REQUEST,
                JsonErrorMessage.toException(malformed).getMessage());
    }
}
