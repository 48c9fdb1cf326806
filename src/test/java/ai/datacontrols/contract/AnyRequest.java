package ai.datacontrols.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates requests for the operations of the API's document: mostly valid, often slightly wrong, some hostile. */
final class AnyRequest {

    /** Placeholder for a valid cursor, which a generator can't produce. */
    static final String POSITION = "position-to-be-put-here";

    private static final String JSON = "application/json";

    private final Contract contract;
    private final AnyJson json;

    AnyRequest(Contract contract) {
        this.contract = contract;
        json = new AnyJson(contract.document());
    }

    /**
     * A request without its token.
     *
     * @param query with the question mark, or empty
     * @param role required by the operation; {@code person} for a person's token
     */
    record Sketch(String method, String path, String query, String role, Map<String, String> headers, byte[] body) {

        @Override
        public String toString() {
            return "%s %s%s %s as %s: %s"
                    .formatted(
                            method,
                            path,
                            query,
                            headers,
                            role,
                            new String(body, 0, Math.min(body.length, 1_000), StandardCharsets.UTF_8));
        }
    }

    Arbitrary<Sketch> requests() {
        return Arbitraries.of(contract.operations()).flatMap(this::requestOf);
    }

    private Arbitrary<Sketch> requestOf(ApiOperation operation) {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(30, Arbitraries.just(operation.method())),
                                Tuple.of(
                                        1, Arbitraries.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD"))),
                        path(operation),
                        query(operation),
                        role(operation),
                        headers(operation),
                        body(operation))
                .as(Sketch::new);
    }

    private Arbitrary<String> path(ApiOperation operation) {
        var parts = new ArrayList<Arbitrary<String>>();
        for (var part : operation.path().substring(1).split("/")) {
            parts.add(
                    part.startsWith("{")
                            ? value(operation, part.substring(1, part.length() - 1))
                            : Arbitraries.just(part));
        }
        return Combinators.combine(parts).as(all -> "/" + String.join("/", all));
    }

    private Arbitrary<String> query(ApiOperation operation) {
        var parameters = operation.parameters().stream()
                .filter(each -> each.path("in").asText().equals("query"))
                .map(each -> each.path("name").asText())
                .<Arbitrary<String>>map(name -> Arbitraries.frequencyOf(
                        Tuple.of(6, value(operation, name).map(value -> name + "=" + value)),
                        Tuple.of(1, Arbitraries.just(name)),
                        Tuple.of(1, Arbitraries.just(""))))
                .toList();
        return Combinators.combine(parameters)
                .as(all -> all.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining("&", "?", "")))
                .map(query -> query.equals("?") ? "" : query);
    }

    /** Returns a value of a parameter; long polls are kept short. */
    private Arbitrary<String> value(ApiOperation operation, String name) {
        JsonNode parameter = operation.parameters().stream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
        var example = parameter.path("example").asText();
        var own = switch (name) {
            case "wait" -> Arbitraries.of("0", "0", "-1", "61", "1e1", "99999999999");
            case "limit" -> Arbitraries.of("1", "2", "50", "50", "0", "-1", "10001", "007");
            case "after" -> Arbitraries.of(POSITION, POSITION, example, "A", "%00", "_-_");
            default ->
                Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.of(example)),
                        Tuple.of(4, json.of(parameter.path("schema")).map(value -> value.replace("\"", ""))));
        };
        return Arbitraries.frequencyOf(Tuple.of(12, own), Tuple.of(1, AnyJson.odd()))
                .filter(value -> !value.isEmpty() && value.length() < 2_000)
                .map(AnyRequest::encoded);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Arbitrary<String> role(ApiOperation operation) {
        var security = operation.security().replace("serviceAccount ", "");
        return Arbitraries.frequency(
                Tuple.of(30, security), Tuple.of(1, "erasure"), Tuple.of(1, "person"), Tuple.of(1, "nobody"));
    }

    private static Arbitrary<Map<String, String>> headers(ApiOperation operation) {
        var type = operation.mediaTypeOfRequest().orElse(JSON);
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(30, type),
                                Tuple.of(1, "text/plain"),
                                Tuple.of(1, "multipart/form-data"),
                                Tuple.of(1, type + ";charset=UTF-16"),
                                Tuple.of(1, "no type")),
                        Arbitraries.frequency(
                                Tuple.of(30, "*/*"),
                                Tuple.of(1, "text/html"),
                                Tuple.of(1, "a/b/c"),
                                Tuple.of(1, "application/problem+json;q=x")),
                        Arbitraries.of("identity", "gzip", "br;q=x"))
                .as((sent, accepted, packed) ->
                        Map.of("Content-Type", sent, "Accept", accepted, "Accept-Encoding", packed));
    }

    private Arbitrary<byte[]> body(ApiOperation operation) {
        if (operation.mediaTypeOfRequest().isEmpty()) {
            return Arbitraries.just(new byte[0]);
        }
        var type = operation.mediaTypeOfRequest().get();
        var schema =
                operation.node().path("requestBody").path("content").path(type).path("schema");
        var documents = type.equals(JSON)
                ? json.of(schema)
                : json.of(schema).list().ofMaxSize(6).map(lines -> String.join("\n", lines));
        return Combinators.combine(documents, Arbitraries.randomValue(random -> random.nextInt(120)))
                .as(AnyRequest::sent);
    }

    /** Returns the document as UTF-8, sometimes with invalid bytes or another encoding. */
    private static byte[] sent(String document, int how) {
        var bytes = document.getBytes(StandardCharsets.UTF_8);
        return switch (how) {
            case 0 -> document.getBytes(StandardCharsets.UTF_16);
            case 1 -> document.getBytes(Charset.forName("UTF-32"));
            case 2 -> document.getBytes(Charset.forName("UTF-32LE"));
            case 3 -> new byte[] {(byte) 0xc3, (byte) 0x28, '"', 0, (byte) 0xff};
            case 4 -> java.util.Arrays.copyOf(bytes, bytes.length / 2);
            case 5 -> ("[".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
            case 6 -> ("{\"ref\":" + "[".repeat(5_000)).getBytes(StandardCharsets.UTF_8);
            case 7 -> ("{\"ref\":" + "9".repeat(5_000) + "}").getBytes(StandardCharsets.UTF_8);
            case 8 -> packed(bytes);
            case 9 -> ("\uFEFF" + document).getBytes(StandardCharsets.UTF_8);
            case 10 -> "x".repeat(70_000).getBytes(StandardCharsets.UTF_8);
            case 11 -> new byte[0];
            default -> bytes;
        };
    }

    private static byte[] packed(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
