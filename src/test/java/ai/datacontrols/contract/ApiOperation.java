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
 * One operation of the API's document.
 *
 * @param method in capitals
 * @param path with its parameters in braces
 * @param parameters those of the path's own and the operation's, without references
 */
public record ApiOperation(String method, String path, JsonNode node, List<JsonNode> parameters) {

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

    /** What the caller sends, if it sends anything. */
    public Optional<String> mediaTypeOfRequest() {
        return keys(node.path("requestBody").path("content")).findFirst();
    }

    /** What is sent when nothing goes wrong. */
    public String mediaTypeOfAnswer() {
        return keys(node.path("responses").path("200").path("content"))
                .findFirst()
                .orElseThrow();
    }

    /** Role and scheme, such as {@code serviceAccount import}. */
    public String security() {
        var scheme = node.path("security").path(0).properties().iterator().next();
        return (scheme.getKey() + " " + scheme.getValue().path(0).asText("")).strip();
    }

    /** Whether a request with this path, as it was sent, is for it. */
    boolean isFor(String anyMethod, String anyPath) {
        return method.equals(anyMethod) && Pattern.matches(path.replaceAll("\\{[^}]*}", "[^/]+"), anyPath);
    }

    /** Names of its parameters, each after where it is, such as {@code query wait}. */
    public Set<String> parameterNames() {
        var names = new TreeSet<String>();
        parameters.forEach(each ->
                names.add(each.path("in").asText() + " " + each.path("name").asText()));
        return names;
    }

    /** JSON pointer (RFC 6901) of it. */
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
