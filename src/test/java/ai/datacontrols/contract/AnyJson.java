package ai.datacontrols.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates JSON that mostly conforms to a schema of the API's document, but may deviate slightly or completely. */
final class AnyJson {

    /** A fixed set of accounts that belong to no person, so that requests repeat and find their state. */
    private static final List<String> ACCOUNTS =
            Stream.generate(() -> UUID.randomUUID().toString()).limit(200).toList();

    private static final List<String> NAMES = List.of(
            "le-chat", "la-plateforme", "free", "pro", "team", "scale", "input-output", "feedback", "ocr", "no-such");

    private static final List<String> INSTANTS = List.of(
            "2026-01-31T12:00:00+01:00",
            "2025-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00+18:00",
            "0000-01-01T00:00:00+18:00",
            "2016-12-31T23:59:60Z",
            "2026-01-31T12:00:00",
            "2026-02-30T00:00:00Z");

    private static final List<String> ODD = List.of(
            "null",
            "true",
            "\"\"",
            "[]",
            "{}",
            "[[[[[[1]]]]]]",
            "{\"a\":{\"a\":{\"a\":1}}}",
            "0",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999999999",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"Ω≈ç√ \uD83D\uDE00 \\u202e\"",
            "\"'; drop table ledger_entry; --\"",
            "\"{{7*7}}${7*7}{#if}\"",
            "\"../../etc/passwd\"",
            "NaN",
            "0x1",
            "\"" + "long ".repeat(1_000) + "\"");

    private final JsonNode document;

    AnyJson(JsonNode document) {
        this.document = document;
    }

    /** Returns JSON that conforms to the schema, except for about one field in fifteen. */
    Arbitrary<String> of(JsonNode schema) {
        return Arbitraries.frequencyOf(Tuple.of(14, taken(schema)), Tuple.of(1, Arbitraries.of(ODD)));
    }

    static Arbitrary<String> odd() {
        return Arbitraries.of(ODD);
    }

    private Arbitrary<String> taken(JsonNode schema) {
        if (schema.has("$ref")) {
            return taken(document.at(schema.path("$ref").asText().substring(1)));
        }
        if (schema.has("enum")) {
            return Arbitraries.of(values(schema.path("enum")));
        }
        var types = schema.path("type").isArray()
                ? values(schema.path("type"))
                : List.of(schema.path("type").toString());
        return Arbitraries.of(types).flatMap(type -> taken(type.replace("\"", ""), schema));
    }

    private Arbitrary<String> taken(String type, JsonNode schema) {
        return switch (type) {
            case "object" -> object(schema);
            case "array" ->
                of(schema.path("items")).list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]");
            case "integer" ->
                Arbitraries.longs()
                        .between(-2, schema.path("maximum").asLong(100) + 2)
                        .map(String::valueOf);
            case "boolean" -> Arbitraries.of("true", "false");
            case "null" -> Arbitraries.just("null");
            case "string" -> text(schema).map(text -> "\"" + text + "\"");
            default -> throw new IllegalStateException("no such type: " + type + " of " + schema);
        };
    }

    private static Arbitrary<String> text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "uuid" -> Arbitraries.of(ACCOUNTS);
            case "date-time" -> Arbitraries.of(INSTANTS);
            default ->
                Arbitraries.frequencyOf(
                        Tuple.of(9, schema.has("examples") ? examples(schema) : Arbitraries.of(NAMES)),
                        Tuple.of(1, Arbitraries.strings().alpha().ofMaxLength(300)));
        };
    }

    private static Arbitrary<String> examples(JsonNode schema) {
        return Arbitraries.of(values(schema.path("examples"))).map(example -> example.replace("\"", ""));
    }

    /** Returns an object that sometimes lacks a field, repeats one, or has an unknown one. */
    private Arbitrary<String> object(JsonNode schema) {
        var fields = new ArrayList<Arbitrary<String>>();
        var required = values(schema.path("required"));
        for (var property : schema.path("properties").properties()) {
            var field = of(property.getValue()).map(value -> "\"" + property.getKey() + "\":" + value);
            var absent = required.contains("\"" + property.getKey() + "\"") ? 1 : 10;
            fields.add(Arbitraries.frequencyOf(Tuple.of(20, field), Tuple.of(absent, Arbitraries.just(""))));
        }
        fields.add(
                Arbitraries.frequency(Tuple.of(30, ""), Tuple.of(1, "\"colour\":1"), Tuple.of(1, "\"plan\":\"pro\"")));
        return Combinators.combine(fields)
                .as(all -> all.stream().filter(field -> !field.isEmpty()).collect(Collectors.joining(",", "{", "}")));
    }

    private static List<String> values(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::toString)
                .toList();
    }
}
