package ai.datacontrols.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Normalizes responses for comparison: generated ids, instants, tokens and cursors are replaced by their kind, unless
 * the request contains them. Proofs are left out.
 *
 * @param said all requests, as text
 */
record Answers(String said) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OPAQUE = Set.of("access_token", "position", "next", "source", "hashedText");
    /** A data export has them once the log covers the entries, which takes a few seconds. */
    private static final Set<String> PROOFS = Set.of("seal", "log");

    private static final Map<String, Pattern> KINDS = Map.of(
            "hash", Pattern.compile("[0-9a-f]{64}"),
            "id", Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
            "instant", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"));

    /** Returns the normalized responses in a text, with sorted fields. */
    List<String> constant(String text) {
        try (var answers = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return answers.readAll().stream()
                    .map(answer -> constant(null, answer).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    private JsonNode constant(String field, JsonNode value) {
        if (value instanceof ObjectNode object) {
            var same = JSON.createObjectNode();
            object.properties().stream()
                    .filter(each -> !PROOFS.contains(each.getKey()))
                    .forEach(each -> same.set(each.getKey(), constant(each.getKey(), each.getValue())));
            return same;
        }
        if (value instanceof ArrayNode array) {
            var same = JSON.createArrayNode();
            array.forEach(each -> same.add(constant(null, each)));
            return same;
        }
        return value.isTextual() ? TextNode.valueOf(constant(field, value.asText())) : value;
    }

    private String constant(String field, String text) {
        if (field != null && OPAQUE.contains(field) && !text.isEmpty()) {
            return "<" + field + ">";
        }
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().matcher(text).matches() && !said.contains(text))
                .map(kind -> "<" + kind.getKey() + ">")
                .findFirst()
                .orElse(text);
    }
}
