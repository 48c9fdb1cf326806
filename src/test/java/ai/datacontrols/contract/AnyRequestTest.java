package ai.datacontrols.contract;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.contract.AnyRequest.Sketch;
import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any request gets a response that conforms to the API's document, and none gets 500. */
@QuarkusTest
class AnyRequestTest {

    private static final Map<String, String> CLIENTS = Map.of(
            "subscriptions-write", "billing",
            "import", "importer",
            "decisions-read", "pipeline-chat",
            "permissions-read", "pipeline-chat",
            "erasure", "privacy-office",
            "record-read", "access-desk");

    private static final int REQUESTS = Boolean.getBoolean("thorough") ? 10_000 : 500;
    private static final int MOST_LINES = 50;

    @Inject
    InitialImport initialImport;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, String> faults = new TreeMap<>();
    private Contract contract;
    private String position;
    private String before = "nothing";
    private String personsToken;

    @BeforeEach
    void createPerson() {
        personsToken = Token.of(Realm.newPerson(Map.of("le-chat", "free")));
    }

    @AfterEach
    void completeTheImport() {
        initialImport.complete();
    }

    @ParameterizedTest(name = "initial import complete: {0}")
    @ValueSource(booleans = {true, false})
    void everyResponseConformsToTheDocument(boolean loaded) {
        // fewer before the import is complete: most requests get 503
        var requests = loaded ? REQUESTS * 9 / 10 : REQUESTS / 10;
        contract = Contract.published();
        position = Api.as("pipeline-chat")
                .get("/permissions")
                .asString()
                .replaceFirst("(?s)^\\{\"position\":\"([^\"]+)\".*", "$1");
        var seed = new Random().nextLong();
        JqwikSession.run(() -> new AnyRequest(contract)
                .requests().generator(1_000).stream(new Random(seed))
                        .map(Shrinkable::value)
                        .limit(requests)
                        .forEach(sketch -> play(sketch, loaded)));

        assertThat(faults.values())
                .as("seed %s, %s faults", seed, faults.size())
                .isEmpty();
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(requests);
        if (loaded) {
            assertThat(statuses).containsKeys(200, 400, 401, 403, 404, 405, 406, 415);
            assertThat(statuses.get(200))
                    .as("responses with 200 of %s", statuses)
                    .isGreaterThan(requests / 5);
        } else {
            assertThat(statuses.get(503)).as("status 503 among %s", statuses).isGreaterThan(requests / 20);
        }
    }

    private void play(Sketch sketch, boolean loaded) {
        if (!loaded) {
            // a request may have completed the import
            Tampering.with("update first_load set completed_at = null");
        }
        var answer = send(sketch);
        before = sketch + ": " + answer.statusCode();
        statuses.merge(answer.statusCode(), 1, Integer::sum);
        var body = read(answer).lines().limit(MOST_LINES).collect(joining("\n"));
        var found = faults(sketch, answer, body);
        if (!found.isEmpty()) {
            // keeps the first of each kind
            faults.putIfAbsent(
                    sketch.path() + answer.statusCode(),
                    "%s: %s %s %s".formatted(sketch, answer.statusCode(), body, found));
        }
    }

    private List<String> faults(Sketch sketch, HttpResponse<InputStream> answer, String body) {
        if (answer.statusCode() == 500) {
            return List.of("internal error");
        }
        if (sketch.method().equals("HEAD") || sketch.method().equals("OPTIONS")) {
            return List.of();
        }
        var type = answer.headers().firstValue("Content-Type").orElse("none").replaceFirst(";.*", "");
        return contract.operation(sketch.method(), sketch.path())
                .map(operation -> contract.faultsOfAnswer(operation, answer.statusCode(), type, body))
                .orElse(List.of());
    }

    private HttpResponse<InputStream> send(Sketch sketch) {
        var query = sketch.query().replace(AnyRequest.POSITION, position);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + sketch.path() + query))
                .method(
                        sketch.method(),
                        sketch.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(sketch.body()))
                .timeout(Duration.ofSeconds(20));
        sketch.headers().forEach(request::header);
        token(sketch.role(), request);
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(sketch + " after " + before, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void token(String role, HttpRequest.Builder request) {
        if (!role.equals("nobody")) {
            request.header(
                    "Authorization", "Bearer " + (role.equals("person") ? personsToken : Token.of(CLIENTS.get(role))));
        }
    }

    private static String read(HttpResponse<InputStream> answer) {
        var packed = answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        try (var in = packed ? new GZIPInputStream(answer.body()) : answer.body()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
