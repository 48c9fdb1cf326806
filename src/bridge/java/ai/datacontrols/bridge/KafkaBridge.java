package ai.datacontrols.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Copies the change feed into Kafka: one compacted topic with one partition, whose order is that of the feed. The key
 * of a permission is {@code account/product}; a null value means that the account is gone. Each transaction ends with a
 * record of the key {@code position}, which says until when the records before it may be relied on, so position and
 * messages are never apart. Ends on any error of Kafka; whatever starts it again finds its position in the topic.
 */
public final class KafkaBridge implements AutoCloseable {

    /** The key of the records that end a transaction. */
    static final String POSITION = "position";

    private static final String EVENTS = "application/cloudevents-batch+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(45);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);

    private final Map<String, String> settings;
    private final String topic;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final KafkaProducer<String, String> producer;

    /** The permissions that the topic has, for those that a new snapshot lacks. */
    private Set<String> keys = new HashSet<>();

    private String position;
    private String token;

    private KafkaBridge(Map<String, String> settings) {
        this.settings = settings;
        topic = setting("KAFKA_TOPIC");
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        setting("KAFKA_BOOTSTRAP_SERVERS"),
                        "transactional.id",
                        "data-controls-bridge-" + topic,
                        // a snapshot is one transaction
                        "transaction.timeout.ms",
                        600_000),
                new StringSerializer(),
                new StringSerializer());
    }

    /**
     * Runs until it is stopped.
     *
     * @param args none; the environment has {@code DATA_CONTROLS_URL}, {@code TOKEN_URL}, {@code CLIENT_ID}, {@code
     *     CLIENT_SECRET}, {@code KAFKA_BOOTSTRAP_SERVERS} and {@code KAFKA_TOPIC}
     */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        try (var bridge = new KafkaBridge(System.getenv())) {
            bridge.run();
        }
    }

    private void run() throws InterruptedException, ExecutionException {
        createTopic();
        // fences an earlier instance and aborts its transaction
        producer.initTransactions();
        readTopic();
        while (true) {
            try {
                if (token == null) {
                    token = requestToken();
                }
                if (position == null) {
                    takeSnapshot();
                } else {
                    follow();
                }
            } catch (IOException unavailable) {
                // consumers stop by themselves when the last position has expired
                System.err.println("retrying: " + unavailable);
                Thread.sleep(RETRY_DELAY.toMillis());
            }
        }
    }

    private void createTopic() throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", setting("KAFKA_BOOTSTRAP_SERVERS")))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private void readTopic() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", setting("KAFKA_BOOTSTRAP_SERVERS"), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var each : consumer.poll(Duration.ofSeconds(1))) {
                    if (each.key().equals(POSITION)) {
                        position = readTree(each.value()).path("position").textValue();
                    } else if (each.value() == null) {
                        keys.remove(each.key());
                    } else {
                        keys.add(each.key());
                    }
                }
            }
        }
    }

    /** Replaces all permissions in one transaction. Until then consumers must not use anything. */
    private void takeSnapshot() throws IOException, InterruptedException {
        producer.beginTransaction();
        sendPosition(null, null, Instant.now());
        producer.commitTransaction();

        var askedAt = Instant.now();
        var response = http.send(request("/permissions").build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body();
                var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            requireOk(response);
            var header = readTree(lines.readLine());
            var found = new HashSet<String>();
            producer.beginTransaction();
            try {
                // an aborted snapshot ends with an exception
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    var key = key(readTree(line));
                    found.add(key);
                    producer.send(new ProducerRecord<>(topic, 0, key, line));
                }
            } catch (IOException aborted) {
                producer.abortTransaction();
                throw aborted;
            }
            keys.stream()
                    .filter(key -> !found.contains(key))
                    .forEach(gone -> producer.send(new ProducerRecord<>(topic, 0, gone, null)));
            var next = header.path("position").textValue();
            sendPosition(
                    next,
                    header.path("asOf").textValue(),
                    askedAt.plusSeconds(header.path("validFor").longValue()));
            producer.commitTransaction();
            keys = found;
            position = next;
        }
    }

    private void follow() throws IOException, InterruptedException {
        var askedAt = Instant.now();
        var after = URLEncoder.encode(position, StandardCharsets.UTF_8);
        var response = http.send(
                request("/changes?limit=10000&wait=30&after=" + after)
                        .header("Accept", EVENTS)
                        .build(),
                BodyHandlers.ofString());
        requireOk(response);
        var next = header(response, "Data-Controls-Next");
        var validFor = Long.parseLong(header(response, "Data-Controls-Valid-For"));
        producer.beginTransaction();
        for (JsonNode event : readTree(response.body())) {
            var key = key(event.path("data"));
            keys.add(key);
            producer.send(record(key, event));
        }
        sendPosition(next, header(response, "Data-Controls-As-Of"), askedAt.plusSeconds(validFor));
        producer.commitTransaction();
        position = next;
    }

    /** The binary content mode of the Kafka protocol binding for CloudEvents. */
    private ProducerRecord<String, String> record(String key, JsonNode event) {
        var message = new ProducerRecord<>(topic, 0, key, event.path("data").toString());
        for (var name : List.of("specversion", "id", "source", "type", "subject", "time")) {
            message.headers().add("ce_" + name, event.path(name).textValue().getBytes(StandardCharsets.UTF_8));
        }
        message.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        return message;
    }

    /** @param next null if consumers must stop */
    private void sendPosition(String next, String asOf, Instant usableUntil) {
        var value = json.createObjectNode()
                .put("position", next)
                .put("asOf", asOf)
                .put("usableUntil", usableUntil.toString());
        producer.send(new ProducerRecord<>(topic, 0, POSITION, value.toString()));
    }

    private static String key(JsonNode permission) {
        return permission.path("account").textValue() + "/"
                + permission.path("product").textValue();
    }

    /** Fails on a response that isn't usable; the next step gets what is missing, a token or a snapshot. */
    private void requireOk(HttpResponse<?> response) throws IOException {
        switch (response.statusCode()) {
            case 200:
                return;
            case 401:
                token = null;
                break;
            case 410:
                position = null;
                break;
            default:
        }
        throw new IOException("status " + response.statusCode());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(setting("DATA_CONTROLS_URL") + "/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private String requestToken() throws IOException, InterruptedException {
        var form = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(
                        URLEncoder.encode(setting("CLIENT_ID"), StandardCharsets.UTF_8),
                        URLEncoder.encode(setting("CLIENT_SECRET"), StandardCharsets.UTF_8));
        var response = http.send(
                HttpRequest.newBuilder(URI.create(setting("TOKEN_URL")))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("no token: status " + response.statusCode());
        }
        return readTree(response.body()).path("access_token").textValue();
    }

    private static String header(HttpResponse<?> response, String name) throws IOException {
        return response.headers().firstValue(name).orElseThrow(() -> new IOException("no " + name));
    }

    private JsonNode readTree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private String setting(String name) {
        return Optional.ofNullable(settings.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
