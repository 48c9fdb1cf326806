package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.chain.LongHistories;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.parts.Token;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.Visitor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** An instance with a heap of 256 MB serves all requests about an account with 100,000 entries at the same time. */
@QuarkusTest
class LongHistoryIT {

    private static final int ENTRIES = Integer.getInteger("entries", 100_000);

    @Inject
    LongHistories longHistories;

    @Inject
    ChainVerifier verifier;

    @Inject
    Ledger ledger;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private String address;
    private String account;
    private Instant first;
    private String person;
    private String staff;

    @Test
    void servesConcurrentRequestsAboutALongHistory() throws Exception {
        var someone = Realm.newPerson(Map.of("le-chat", "free"));
        account = someone.id();
        first = longHistories.ofChoices(UUID.fromString(account), ENTRIES);
        try (var replica =
                Replica.start(Map.of(), "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1")) {
            address = replica.address();
            var visitor = new Visitor("en");
            assertThat(visitor.signIn(address + "/settings", someone).statusCode())
                    .isEqualTo(200);
            person = visitor.cookieHeader();
            var support = Visitor.staff(Realm.newStaff("support"), address + "/support");
            var found = support.search(address + "/support", account, "ABC-1").header("Location");
            staff = support.cookieHeader();

            var requests = new LinkedHashMap<String, Callable<Void>>();
            requests.put("record", () -> record(get("/settings/record.json", person)));
            requests.put(
                    "record by the desk",
                    () -> record(post(
                            "/accounts/" + account + "/record",
                            "access-desk",
                            "application/json",
                            "{\"reason\":\"access request 7\"}")));
            requests.put("receipt", () -> holds(page("/settings/receipts/" + ENTRIES, "#check"), "is unchanged"));
            requests.put(
                    "receipt as a file",
                    () -> holds(text(get("/settings/receipts/" + ENTRIES / 2 + ".json", person)), "\"whole\":true"));
            requests.put("newest history", () -> holds(page("/settings/history", "#entry-" + ENTRIES), "You opted"));
            requests.put(
                    "history with an entry", () -> holds(page("/settings/history?entry=3", ".arrived"), "You opted"));
            requests.put(
                    "check",
                    () -> holds(
                            page(
                                    "/settings/check?product=le-chat&data=input-output&created="
                                            + first.plusSeconds(30).toString(),
                                    "#answer"),
                            "No, not any more."));
            requests.put("plans", () -> holds(page("/settings/plans", "#le-chat"), "Enterprise"));
            requests.put(
                    "support",
                    () -> holds(
                            Jsoup.parse(text(get(found.substring(found.indexOf("/support")), staff)))
                                    .select("#shown")
                                    .text(),
                            "50 of " + ENTRIES + " entries"));
            requests.put(
                    "decision",
                    () -> holds(
                            text(post("/decisions", "pipeline-chat", "application/json", question(0))),
                            "\"permitted\":"));
            requests.put("decisions", this::decisions);
            for (var round = 0; round < 2; round++) {
                atOnce(requests);
                // not concurrently: it reads the history under the account lock, for which staff access waits for two
                // seconds at most
                holds(
                        text(send(
                                HttpRequest.newBuilder(api("/accounts/" + account + "/subscriptions/le-chat"))
                                        .method("PUT", BodyPublishers.ofString("{\"plan\":\"free\"}"))
                                        .header("Content-Type", "application/json"),
                                "billing")),
                        "ALREADY_KNOWN");
            }

            assertThat(replica.isReady()).isTrue();
            assertThat(replica.logged()).noneMatch(line -> line.contains("ERROR") || line.contains("OutOfMemoryError"));
        }
        assertThat(verifier.verify(UUID.fromString(account))).isEmpty();
        var state = ledger.state(UUID.fromString(account)).consentState("le-chat");
        ledger.rebuild(UUID.fromString(account));
        assertThat(ledger.state(UUID.fromString(account))
                        .consentState("le-chat")
                        .usableSince())
                .isEqualTo(state.usableSince());
    }

    private static void atOnce(Map<String, Callable<Void>> requests) throws Exception {
        var threads = Executors.newFixedThreadPool(requests.size());
        try {
            var barrier = new CyclicBarrier(requests.size());
            var results = new LinkedHashMap<String, Future<Void>>();
            requests.forEach((name, request) -> results.put(name, threads.submit(() -> {
                barrier.await(10, TimeUnit.SECONDS);
                var before = System.nanoTime();
                request.call();
                System.out.printf("%s: %.1f s%n", name, (System.nanoTime() - before) / 1e9);
                return null;
            })));
            for (var result : results.entrySet()) {
                assertThat(result.getValue()).as(result.getKey()).succeedsWithin(Duration.ofMinutes(2));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Checks that the export has each entry once, in order, and that the chain verifies. */
    private Void record(InputStream document) throws IOException {
        try (var parser = new JsonFactory().createParser(document)) {
            var entries = 0;
            Boolean isWhole = null;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("sequence")) {
                    assertThat(parser.nextLongValue(0)).isEqualTo(++entries);
                } else if (token == JsonToken.FIELD_NAME && parser.currentName().equals("whole")) {
                    isWhole = parser.nextBooleanValue();
                }
            }
            assertThat(entries).isEqualTo(ENTRIES);
            assertThat(isWhole).isTrue();
            return null;
        }
    }

    /** Sends a thousand decision queries about the account, with different creation instants and {@code asOf}. */
    private Void decisions() throws Exception {
        var questions = IntStream.range(0, 1_000).mapToObj(this::question).collect(Collectors.joining("\n"));
        var lines = text(post("/decisions/batch", "pipeline-chat", Api.LINES, questions + "\n"))
                .lines()
                .toList();
        assertThat(lines).hasSize(1_000);
        var reasons = new ArrayList<String>();
        for (var line : lines) {
            reasons.add(json.readTree(line).path("reason").asText());
        }
        // in odd seconds the account was opted out; every third query is about feedback
        for (var n = 3; n < 1_000; n++) {
            assertThat(reasons.get(n))
                    .as("query %d", n)
                    .isEqualTo(n % 3 == 0 ? "FEEDBACK_GIVEN" : n % 2 == 0 ? "OPTED_IN" : "OPTED_OUT");
        }
        return null;
    }

    private String question(int n) {
        var at = first.plusSeconds(n * (ENTRIES / 2_000L) * 2 + n % 2);
        return "{\"account\":\"%1$s\",\"product\":\"le-chat\",\"data\":\"%2$s\",\"createdAt\":\"%3$s\",\"asOf\":\"%3$s\",\"rating\":true,\"comment\":true}"
                .formatted(account, n % 3 == 0 ? "feedback" : "input-output", at);
    }

    private Void holds(String text, String part) {
        assertThat(text).contains(part);
        return null;
    }

    private String page(String path, String selector) throws Exception {
        return Jsoup.parse(text(get(path, person))).select(selector).text();
    }

    private static String text(InputStream body) throws IOException {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private InputStream get(String path, String cookies) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + path)).header("Cookie", cookies));
    }

    private InputStream post(String path, String client, String type, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(api(path))
                        .POST(BodyPublishers.ofString(body))
                        .header("Content-Type", type),
                client);
    }

    private URI api(String path) {
        return URI.create(address + "/api/v1" + path);
    }

    private InputStream send(HttpRequest.Builder request, String client) throws Exception {
        return send(request.header("Authorization", "Bearer " + Token.of(client)));
    }

    private InputStream send(HttpRequest.Builder request) throws Exception {
        var response = http.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
