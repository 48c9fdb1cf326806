package ai.datacontrols.changes;

import static ai.datacontrols.parts.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.feed.Checkpoints;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pipelines report checkpoints, which pages and metrics show. */
@QuarkusTest
class PropagationTest {

    /** Every transaction is visible in it. */
    private static final String ALL = "1000000000:1000000000:";

    @Inject
    PipelineMetrics metrics;

    @Inject
    Checkpoints checkpoints;

    private final Pipeline chat = new Pipeline("pipeline-chat");
    private final Pipeline code = new Pipeline("pipeline-code");

    private Visitor visitor;

    @BeforeEach
    void signIn() {
        Tampering.with("delete from consumer_position");
        visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        chat.takeSnapshot();
        code.takeSnapshot();
    }

    @Test
    void anAccountWithoutAChoiceHasNoPropagationStatus() {
        assertThat(propagation()).isEmpty();
    }

    @Test
    void aChoiceIsAppliedOnceBothConsumersHaveAppliedIt() {
        report("pipeline-chat", chat.position());
        visitor.press("le-chat", Map.of());
        assertThat(propagation()).isEqualTo("In force. No training pipeline has confirmed it yet.");

        report("pipeline-code", code.position());
        assertThat(propagation()).as("a cursor from before the choice").contains("No training pipeline");

        assertThat(report("pipeline-chat", chat.readToEnd(100).position()).<String>path("behindSince"))
                .isNull();
        assertThat(propagation()).isEqualTo("In force. So far 1 of 2 training pipelines has confirmed it.");

        report("pipeline-code", code.readToEnd(100).position());
        assertThat(propagation()).matches("Applied by both training pipelines since .*\\d\\d:\\d\\d.*\\.");
    }

    @Test
    void aLaterChoiceHasToBeAppliedAgain() {
        visitor.press("le-chat", Map.of());
        report("pipeline-chat", chat.readToEnd(100).position());
        report("pipeline-code", code.readToEnd(100).position());
        assertThat(propagation()).startsWith("Applied");

        visitor.press("le-chat", Map.of());
        assertThat(propagation()).as("while opted in").isEmpty();
        visitor.press("le-chat", Map.of());

        assertThat(propagation()).isEqualTo("In force. No training pipeline has confirmed it yet.");
    }

    @Test
    void aCheckpointThatMovesBackRevokesLaterChanges() {
        var before = chat.keep();
        visitor.press("le-chat", Map.of());
        report("pipeline-chat", chat.readToEnd(100).position());
        report("pipeline-code", code.readToEnd(100).position());
        checkpoints.moveBack(Duration.ofMinutes(5));
        assertThat(propagation()).startsWith("Applied");

        var behind = report("pipeline-chat", before.position());

        assertThat(behind.<String>path("behindSince")).isNotNull();
        assertThat(propagation()).contains("1 of 2");
    }

    @Test
    void aCheckpointForgedWithoutTheKeyIsNotClaimed() {
        visitor.press("le-chat", Map.of());
        report("pipeline-chat", chat.readToEnd(100).position());
        var before = forged();

        Tampering.with("insert into consumer_position (consumer, minute, reported_at, applied, seal)"
                + " values ('pipeline-code', date_trunc('minute', now()), now(), '" + ALL + "', '\\x00000001"
                + "00".repeat(16) + "')");

        assertThat(propagation()).isEqualTo("In force. So far 1 of 2 training pipelines has confirmed it.");
        assertThat(forged()).isGreaterThan(before);
        metrics.update();
        assertThat(metric("lag", "pipeline-code")).isNaN();
    }

    @Test
    void aCheckpointWithoutASealIsNotClaimed() {
        visitor.press("le-chat", Map.of());
        Tampering.with("insert into consumer_position (consumer, minute, reported_at, applied)"
                + " select consumer, date_trunc('minute', now()), now(), '" + ALL + "'"
                + " from unnest(array['pipeline-chat', 'pipeline-code']) consumer");

        assertThat(propagation()).isEqualTo("In force. No training pipeline has confirmed it yet.");

        report("pipeline-chat", chat.readToEnd(100).position());
        assertThat(propagation()).contains("1 of 2");
    }

    @Test
    void aCheckpointThatIsMovedForwardIsNotClaimed() {
        report("pipeline-chat", chat.position());
        report("pipeline-code", code.position());
        visitor.press("le-chat", Map.of());

        Tampering.with("update consumer_position set applied = '" + ALL + "'");

        assertThat(propagation()).isEqualTo("In force. No training pipeline has confirmed it yet.");
    }

    @Test
    void aCheckpointOfAnotherConsumerProvesNothing() {
        visitor.press("le-chat", Map.of());
        report("pipeline-chat", chat.readToEnd(100).position());

        Tampering.with("insert into consumer_position (consumer, minute, reported_at, applied, seal)"
                + " select 'pipeline-code', minute, reported_at, applied, seal from consumer_position");

        assertThat(propagation()).contains("1 of 2");
    }

    @Test
    void choicesBeforeTheFeedAreAppliedByEveryConsumer() {
        visitor.press("le-chat", Map.of());
        Tampering.with("update feed set origin = 'another server'");
        report("pipeline-chat", chat.takeSnapshot().position());
        report("pipeline-code", code.takeSnapshot().position());

        assertThat(propagation()).startsWith("Applied by both training pipelines");
    }

    @Test
    void aConsumerCannotReportForAnother() {
        problem(report("pipeline-chat", "pipeline-code", code.position()), 403, "forbidden");
        problem(report("billing", "billing", code.position()), 403, "forbidden");
        problem(report("pipeline-chat", "nonsense"), 410, "new-snapshot-needed");
        problem(Api.json("pipeline-chat", "{}").post("/consumers/pipeline-chat/position"), 422, "invalid-value");
    }

    @Test
    void metricsShowTheLagOfEachConsumer() {
        report("pipeline-chat", chat.position());
        visitor.press("le-chat", Map.of());

        afterPolling(() -> {
            assertThat(metric("lag", "pipeline-code"))
                    .as("a pipeline without a report")
                    .isNaN();
            assertThat(metric("lag", "pipeline-chat")).isPositive();
            assertThat(metric("report_age", "pipeline-chat")).isPositive();
        });

        report("pipeline-chat", chat.readToEnd(100).position());
        afterPolling(() -> assertThat(metric("lag", "pipeline-chat")).isZero());
    }

    /**
     * Updates again on failure: the scheduled update may have begun before the report and ended after the test's own.
     */
    private void afterPolling(ThrowingRunnable assertions) {
        await().untilAsserted(() -> {
            metrics.update();
            assertions.run();
        });
    }

    private String propagation() {
        return Visitor.html(visitor.get("/settings"))
                .select("#le-chat-obedience")
                .text();
    }

    private static double forged() {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("data_controls_integrity_forged_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static double metric(String what, String pipeline) {
        var name = "data_controls_pipeline_%s_seconds{pipeline=\"%s\"} ".formatted(what, pipeline);
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    private static Response report(String pipeline, String position) {
        return report(pipeline, pipeline, position);
    }

    private static Response report(String client, String name, String position) {
        return Api.json(client, "{'position':'%s'}".formatted(position)).post("/consumers/{name}/position", name);
    }
}
