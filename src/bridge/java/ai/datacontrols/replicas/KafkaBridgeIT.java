package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.bridge.KafkaBridge;
import ai.datacontrols.demo.RealmFile;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.rules.Choice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge of docs/pipelines.md in a process of its own, with a real broker. */
@QuarkusTest
class KafkaBridgeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static KafkaBroker broker;

    @Inject
    Choices choices;

    private final String topic = "permissions-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private final List<ConsumerRecord<String, String>> read = new ArrayList<>();
    private KafkaConsumer<String, String> consumer;
    private Process bridge;

    @BeforeAll
    static void startBroker() {
        broker = new KafkaBroker(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startBridge() throws IOException {
        bridge = start();
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    @AfterEach
    void stopBridge() {
        bridge.destroyForcibly();
        consumer.close();
    }

    @Test
    void beginsWithASnapshotAndFollowsTheFeed() {
        var account = choices.onPlan("free");
        await().atMost(PATIENCE).until(() -> last(account) != null && isFresh());
        assertThat(last(account).path("usableSince").textValue()).startsWith("20");

        choices.choose(account, Choice.OPTED_OUT);

        await().atMost(PATIENCE).until(() -> last(account).path("usableSince").isNull() && isFresh());
        assertThat(last(account).path("reason").textValue()).isEqualTo("CHOICE");
        var message = records(account).get(records(account).size() - 1);
        assertThat(new String(message.headers().lastHeader("ce_subject").value(), StandardCharsets.UTF_8))
                .isEqualTo(account.toString());
        assertThat(Instant.parse(lastPosition().path("usableUntil").textValue()))
                .isBetween(Instant.now().plusSeconds(200), Instant.now().plusSeconds(300));
    }

    @Test
    void losesAndRepeatsNothingIfItIsKilled() throws Exception {
        var account = choices.onPlan("free");
        await().atMost(PATIENCE).until(() -> last(account) != null && isFresh());

        for (var kill = 0; kill < 3; kill++) {
            choices.choose(account, Choice.OPTED_OUT);
            choices.choose(account, Choice.OPTED_IN);
            bridge.destroyForcibly().waitFor();
            choices.choose(account, Choice.OPTED_OUT);
            choices.choose(account, Choice.OPTED_IN);
            bridge = start();
        }
        choices.choose(account, Choice.OPTED_OUT);

        await().atMost(PATIENCE).until(() -> events(account).size() >= 13);
        assertThat(events(account))
                .as("ids of the events")
                .hasSize(13)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aPositionThatIsGoneStopsConsumersAndRemovesAccounts() {
        var kept = choices.onPlan("free");
        var gone = choices.onPlan("free");
        await().atMost(PATIENCE).until(() -> last(kept) != null && last(gone) != null && isFresh());
        var before = read.size();

        // as after a restore from a backup without the account
        Tampering.with(
                "delete from current_permission where account = '" + gone + "'",
                "delete from permission_change where account = '" + gone + "'",
                "delete from ledger_entry where account = '" + gone + "'",
                "delete from account_head where account = '" + gone + "'",
                "update feed set id = gen_random_uuid()");

        await().atMost(PATIENCE)
                .until(() ->
                        isFresh() && records(gone).get(records(gone).size() - 1).value() == null);
        var after = read.subList(before, read.size()).stream()
                .dropWhile(
                        each -> !isPosition(each) || json(each).path("position").isTextual())
                .toList();
        assertThat(json(after.get(0)).path("usableUntil").textValue())
                .isLessThan(Instant.now().toString());
        assertThat(after).extracting(ConsumerRecord::key).contains(kept + "/le-chat", gone + "/le-chat");
        assertThat(last(kept).path("usableSince").textValue()).startsWith("20");
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaBridge.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "kafka-bridge.log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "DATA_CONTROLS_URL",
                        "http://localhost:" + RestAssured.port,
                        "TOKEN_URL",
                        TestServices.keycloakUrl() + "/realms/" + RealmFile.REALM + "/protocol/openid-connect/token",
                        "CLIENT_ID",
                        "pipeline-chat",
                        "CLIENT_SECRET",
                        "demo-only-pipeline-chat-secret-never-for-production",
                        "KAFKA_BOOTSTRAP_SERVERS",
                        broker.address(),
                        "KAFKA_TOPIC",
                        topic));
        return builder.start();
    }

    /** Returns whether everything up to the last position is read, and that position is valid. */
    private boolean isFresh() {
        poll();
        return !read.isEmpty()
                && isPosition(read.get(read.size() - 1))
                && lastPosition().path("position").isTextual();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(200)).forEach(read::add);
    }

    private JsonNode lastPosition() {
        return json(read.get(read.size() - 1));
    }

    /** Returns the last value of an account; null without one. */
    private JsonNode last(UUID account) {
        poll();
        var records = records(account);
        return records.isEmpty() ? null : json(records.get(records.size() - 1));
    }

    private List<ConsumerRecord<String, String>> records(UUID account) {
        return read.stream()
                .filter(each -> each.key().equals(account + "/le-chat"))
                .toList();
    }

    /** Returns the sequence numbers of the entries whose events were read, of two digits. */
    private List<String> events(UUID account) {
        poll();
        return records(account).stream()
                .map(each -> each.headers().lastHeader("ce_id"))
                .filter(id -> id != null)
                .map(id -> new String(id.value(), StandardCharsets.UTF_8).split("/")[1])
                .map(sequence -> "%02d".formatted(Integer.parseInt(sequence)))
                .filter(sequence -> !sequence.equals("01"))
                .toList();
    }

    private static boolean isPosition(ConsumerRecord<String, String> each) {
        return each.key().equals("position");
    }

    private static JsonNode json(ConsumerRecord<String, String> each) {
        try {
            return JSON.readTree(each.value());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
