package ai.datacontrols.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An operation of the API's document.
 *
 * @param method in upper case
 * @param path with its parameters in braces
 * @param parameters of the path and the operation, with references resolved
 */
public record ApiOperation(String method, String path, JsonNode node, List<JsonNode> parameters) {

    /** The security of an operation that needs no token. */
    public static final String PUBLIC = "nobody";

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    static List<ApiOperation> allOf(JsonNode document) {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .map(entry -> new ApiOperation(
                                entry.getKey().toUpperCase(),
                                path.getKey(),
                                entry.getValue(),
                                Stream.of(path.getValue(), entry.getValue())
                                        .flatMap(node -> elements(node.path("parameters")))
                                        .map(parameter -> resolved(document, parameter))
                                        .toList())))
                .toList();
    }

    public String id() {
        return node.path("operationId").asText();
    }

    public Optional<String> mediaTypeOfRequest() {
        return keys(node.path("requestBody").path("content")).findFirst();
    }

    public String mediaTypeOfAnswer() {
        return keys(node.path("responses").path("200").path("content"))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the security scheme and role, such as {@code serviceAccount import}, or {@link #PUBLIC}. */
    public String security() {
        if (node.path("security").isEmpty()) {
            return PUBLIC;
        }
        var scheme = node.path("security").path(0).properties().iterator().next();
        return (scheme.getKey() + " " + scheme.getValue().path(0).asText("")).strip();
    }

    /** Returns whether a request with this method and raw path matches. */
    boolean isFor(String anyMethod, String anyPath) {
        return method.equals(anyMethod) && Pattern.matches(path.replaceAll("\\{[^}]*}", "[^/]+"), anyPath);
    }

    /** Returns the parameters, each with its location, such as {@code query wait}. */
    public Set<String> parameterNames() {
        var names = new TreeSet<String>();
        parameters.forEach(each ->
                names.add(each.path("in").asText() + " " + each.path("name").asText()));
        return names;
    }

    /** Returns the operation's JSON pointer (RFC 6901). */
    String pointer() {
        return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method.toLowerCase();
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static Stream<String> keys(JsonNode node) {
        return node.properties().stream().map(java.util.Map.Entry::getKey);
    }
}
