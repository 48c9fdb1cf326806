package ai.datacontrols.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * The API's document as published, applied more strictly than by clients, which ignore unknown fields: here a response
 * may only have documented fields.
 */
public final class Contract {

    private static final String ID = "https://contract.test/api";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static Contract published;

    private final JsonNode document;
    private final List<ApiOperation> operations;
    private final SchemaRegistry schemas;
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    private Contract(JsonNode document) {
        this.document = document;
        operations = ApiOperation.allOf(document);
        var strict = document.deepCopy();
        closeObjects(strict);
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(Map.of(ID, strict.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** Returns the document of the application under test, which is the same for all tests. */
    public static synchronized Contract published() {
        if (published == null) {
            published = new Contract(
                    parsed(RestAssured.given().get("/api/v1/openapi.json").asString())
                            .orElseThrow());
        }
        return published;
    }

    public JsonNode document() {
        return document;
    }

    public List<ApiOperation> operations() {
        return operations;
    }

    public Optional<ApiOperation> operation(String method, String path) {
        return operations.stream().filter(each -> each.isFor(method, path)).findFirst();
    }

    public ApiOperation operation(String id) {
        return operations.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public List<String> faultsOfAnswer(ApiOperation operation, int status, String mediaType, String body) {
        var named = operation.node().path("responses").path(Integer.toString(status));
        var response = resolved(named);
        if (response.isMissingNode()) {
            return List.of("no response of " + operation.id() + " has the status " + status);
        }
        var content = response.path("content").path(mediaType);
        if (content.isMissingNode()) {
            return List.of("no response of " + operation.id() + " with status " + status + " has type " + mediaType);
        }
        var responsePlace = named.has("$ref")
                ? named.path("$ref").asText().substring(1)
                : operation.pointer() + "/responses/" + status;
        var place = responsePlace + "/content/" + escaped(mediaType) + "/schema";
        return faults(mediaType, place, body);
    }

    /** Returns what a reference refers to, or the node itself. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    public List<String> faultsOfRequest(ApiOperation operation, String body) {
        return operation
                .mediaTypeOfRequest()
                .map(type ->
                        faults(type, operation.pointer() + "/requestBody/content/" + escaped(type) + "/schema", body))
                .orElse(List.of());
    }

    private List<String> faults(String mediaType, String place, String body) {
        var faults = new ArrayList<String>();
        var documents = mediaType.endsWith("x-ndjson") ? body.lines().toList() : List.of(body);
        for (var each : documents) {
            parsed(each)
                    .map(json -> schema(place).validate(json))
                    .ifPresentOrElse(
                            found -> found.stream().map(Error::toString).forEach(faults::add),
                            () -> faults.add("no JSON: " + each));
        }
        return faults;
    }

    private Schema schema(String place) {
        return known.computeIfAbsent(place, each -> schemas.getSchema(SchemaLocation.of(ID + "#" + each)));
    }

    private static Optional<JsonNode> parsed(String json) {
        try {
            var node = JSON.readTree(json);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException none) {
            return Optional.empty();
        }
    }

    private static String escaped(String mediaType) {
        return mediaType.replace("~", "~0").replace("/", "~1");
    }

    private static void closeObjects(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        StreamSupport.stream(node.spliterator(), false).forEach(Contract::closeObjects);
    }
}
