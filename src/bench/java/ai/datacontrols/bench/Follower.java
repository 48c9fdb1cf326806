package ai.datacontrols.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** A consumer that polls the feed and records when it read each change. */
final class Follower implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpConnection connection;
    private final URI server;
    private final String token;
    private final Map<Change, Long> read = new ConcurrentHashMap<>();
    private final Map<Change, Long> sent = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> following;
    private volatile boolean goesOn = true;

    /** Identified by its number: each click makes one change, and the feed keeps an account's changes in order. */
    private record Change(UUID account, int number) {}

    private final Map<UUID, Integer> readOf = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> sentOf = new ConcurrentHashMap<>();

    private Follower(URI server, String token, String position) throws IOException {
        this.server = server;
        this.token = token;
        connection = new HttpConnection(server);
        following = CompletableFuture.runAsync(() -> follow(position));
    }

    /** Follows the feed from its current end. */
    static Follower from(URI server, String token) throws IOException {
        try (var snapshot = new HttpConnection(server)) {
            var lines = snapshot.send(Requests.api("GET", server, "/api/v1/permissions", token, ""))
                    .ok()
                    .body();
            var position = JSON.readTree(lines.substring(0, lines.indexOf('\n')))
                    .get("position")
                    .asText();
            return new Follower(server, token, position);
        }
    }

    /** Records a saved click. */
    void saved(UUID account, long sequence, long sentNanos) {
        sent.put(new Change(account, sentOf.merge(account, 1, Integer::sum)), sentNanos);
    }

    /**
     * Returns the sorted delays in milliseconds from sending a click to reading its change, once all changes were read.
     */
    List<Double> delays() {
        Awaitility.await("every click's change was read from the feed")
                .atMost(Duration.ofSeconds(30))
                .until(() -> read.keySet().containsAll(sent.keySet()));
        return sent.entrySet().stream()
                .map(change -> (read.get(change.getKey()) - change.getValue()) / 1e6)
                .sorted()
                .toList();
    }

    /** @throws IllegalStateException if no change was read */
    void requireSome() {
        if (read.isEmpty()) {
            throw new IllegalStateException("no change was read from the feed");
        }
    }

    private void follow(String position) {
        try {
            for (var after = position; goesOn; ) {
                var path =
                        "/api/v1/changes?wait=2&limit=1000&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
                var page = JSON.readTree(connection
                        .send(Requests.api("GET", server, path, token, ""))
                        .ok()
                        .body());
                var now = System.nanoTime();
                for (JsonNode change : page.get("changes")) {
                    var account = UUID.fromString(change.get("account").asText());
                    read.put(new Change(account, readOf.merge(account, 1, Integer::sum)), now);
                }
                after = page.get("next").asText();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        goesOn = false;
        following.join();
        connection.close();
    }
}
