package ai.datacontrols.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A small training pipeline, as {@code docs/pipelines.md} describes it: it takes a snapshot of the permissions, follows
 * the change feed, and reports its checkpoint. It keeps the permissions in memory and trains nothing.
 *
 * <p>It retries after every failure and reports none, so that it can't disturb the demo.
 */
final class TrainingPipeline implements AutoCloseable {

    /** The service account of the demo's pipeline. */
    static final String CLIENT = "training-pipeline";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration WAIT = Duration.ofSeconds(30);
    // longer than a response may take that waits for changes
    private static final Duration TIMEOUT = WAIT.plusSeconds(15);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);
    private static final int LIMIT = 10_000;

    private record Key(UUID account, String product) {}

    private final String app;
    private final String tokens;
    private final String client;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final Thread thread = new Thread(this::run, "training pipeline");

    private String token;
    private String position;
    private boolean isReported = true;
    private Map<Key, Instant> usableSince = new HashMap<>();
    private Instant asOf;
    private Instant usableUntil = Instant.MIN;

    private TrainingPipeline(String app, String keycloak, String client) {
        this.app = app;
        this.tokens = keycloak + "/realms/" + RealmFile.REALM + "/protocol/openid-connect/token";
        this.client = client;
    }

    /**
     * Starts a pipeline on a thread of its own.
     *
     * @param app URL of the application
     * @param keycloak URL of Keycloak
     * @param client the service account, which is also the name of the pipeline
     */
    static TrainingPipeline start(String app, String keycloak, String client) {
        TrainingPipeline pipeline = new TrainingPipeline(app, keycloak, client);
        pipeline.thread.setDaemon(true);
        pipeline.thread.start();
        return pipeline;
    }

    /** Returns whether input or output may be used now, by what the pipeline has read. Fails closed. */
    synchronized boolean permits(UUID account, String product, Instant createdAt) {
        Instant since = usableSince.get(new Key(account, product));
        return since != null
                && !createdAt.isBefore(since)
                && !createdAt.isAfter(asOf)
                && Instant.now().isBefore(usableUntil);
    }

    /** Stops the pipeline; a request in progress is aborted. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                try {
                    step();
                } catch (IOException | RuntimeException notNow) {
                    TimeUnit.NANOSECONDS.sleep(RETRY_DELAY.toNanos());
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a snapshot if there is no position, else reads the next changes; then reports the checkpoint once. */
    private void step() throws IOException, InterruptedException {
        if (token == null) {
            token = requestToken();
        }
        if (isReported) {
            isReported = position == null ? !takeSnapshot() : !follow();
        }
        if (!isReported) {
            isReported = report() || position == null;
        }
    }

    private boolean takeSnapshot() throws IOException, InterruptedException {
        Instant askedAt = Instant.now();
        HttpResponse<InputStream> response = http.send(get("/permissions"), BodyHandlers.ofInputStream());
        try (InputStream body = response.body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            if (!isOk(response)) {
                return false;
            }
            JsonNode header = json.readTree(lines.readLine());
            Map<Key, Instant> read = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                put(read, json.readTree(line));
            }
            // an aborted snapshot has ended with an exception
            replace(read, header, header.path("position").textValue(), askedAt);
            return true;
        }
    }

    private boolean follow() throws IOException, InterruptedException {
        Instant askedAt = Instant.now();
        HttpResponse<String> response = http.send(
                get("/changes?limit=%d&wait=%d&after=%s"
                        .formatted(LIMIT, WAIT.toSeconds(), URLEncoder.encode(position, StandardCharsets.UTF_8))),
                BodyHandlers.ofString());
        if (!isOk(response)) {
            return false;
        }
        JsonNode page = json.readTree(response.body());
        Map<Key, Instant> changed = new HashMap<>(usableSince);
        page.path("changes").forEach(change -> put(changed, change));
        replace(changed, page, page.path("next").textValue(), askedAt);
        return true;
    }

    private static void put(Map<Key, Instant> permissions, JsonNode line) {
        Key key = new Key(
                UUID.fromString(line.path("account").textValue()),
                line.path("product").textValue());
        String since = line.path("usableSince").textValue();
        if (since == null) {
            permissions.remove(key);
        } else {
            permissions.put(key, Instant.parse(since));
        }
    }

    private synchronized void replace(Map<Key, Instant> read, JsonNode from, String next, Instant askedAt) {
        usableSince = read;
        asOf = Instant.parse(from.path("asOf").textValue());
        usableUntil = askedAt.plusSeconds(from.path("validFor").longValue());
        position = next;
    }

    private boolean report() throws IOException, InterruptedException {
        return isOk(http.send(
                request("/consumers/" + client + "/position")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("position", position))))
                        .build(),
                BodyHandlers.ofString()));
    }

    /**
     * Returns whether a response is usable. If not, the next step gets what is missing: a token or a snapshot.
     *
     * @throws IOException for any other failure
     */
    private boolean isOk(HttpResponse<?> response) throws IOException {
        switch (response.statusCode()) {
            case 200:
                return true;
            case 401:
                token = null;
                return false;
            case 410:
                position = null;
                return false;
            default:
                throw new IOException("status " + response.statusCode());
        }
    }

    private HttpRequest get(String path) {
        return request(path).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(app + "/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private String requestToken() throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(tokens))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "grant_type=client_credentials&client_id=%1$s&client_secret=demo-only-%1$s-secret-never-for-production"
                                        .formatted(client)))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return json.readTree(response.body()).path("access_token").textValue();
    }
}
