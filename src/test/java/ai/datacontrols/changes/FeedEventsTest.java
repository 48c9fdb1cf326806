package ai.datacontrols.changes;

import static ai.datacontrols.parts.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.feed.ChangeReason;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.policy.rules.Choice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The feed as CloudEvents, read with the SDK of CloudEvents, and the reasons of changes. */
@QuarkusTest
class FeedEventsTest {

    private static final String BATCH = "application/cloudevents-batch+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Choices choices;

    @Test
    void eachChangeIsAnEvent() throws IOException {
        var start = position();
        var account = choices.onPlan("free");
        choices.choose(account, Choice.OPTED_OUT);

        var answer = events(start, "&limit=100");
        var events = parsed(answer);
        var changes = Api.as("pipeline-chat")
                .get("/changes?limit=100&after=" + start)
                .jsonPath()
                .getList("changes");

        assertThat(answer.contentType()).startsWith(BATCH);
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
            assertThat(event.getType()).isEqualTo("ai.datacontrols.permission.changed.v1");
            assertThat(event.getSubject()).isEqualTo(account.toString());
            assertThat(event.getSource().toString())
                    .startsWith("http://localhost:" + RestAssured.port + "/api/v1/changes#")
                    .isEqualTo(events.get(0).getSource().toString());
        });
        assertThat(events).extracting(event -> (Object) data(event)).containsExactlyElementsOf(changes);
        assertThat(events)
                .extracting(event -> event.getTime().toInstant().toString())
                .containsExactlyElementsOf(events.stream()
                        .map(event -> data(event).get("changedAt").toString())
                        .toList());
        assertThat(events).extracting(CloudEvent::getId).doesNotHaveDuplicates();
        assertThat(parsed(events(start, "")))
                .as("read again")
                .extracting(CloudEvent::getId)
                .containsExactlyElementsOf(
                        events.stream().map(CloudEvent::getId).toList());
    }

    @Test
    void headersHaveThePositionAndHowLongItHolds() throws IOException {
        var start = position();
        choices.onPlan("free");
        choices.onPlan("free");

        var first = events(start, "&limit=1&wait=0");
        var next = first.header("Data-Controls-Next");
        assertThat(parsed(first)).hasSize(1);
        assertThat(first.header("Data-Controls-More")).isEqualTo("true");
        assertThat(first.header("Data-Controls-Valid-For")).isEqualTo("0");
        assertThat(first.header("Link")).isEqualTo("</api/v1/changes?after=" + next + "&limit=1&wait=0>; rel=\"next\"");
        assertThat(first.header("Vary")).contains("Accept");

        var second = events(next, "");
        assertThat(parsed(second)).hasSize(1);
        var last = events(second.header("Data-Controls-Next"), "");
        assertThat(last.asString()).isEqualTo("[]");
        assertThat(last.header("Data-Controls-More")).isEqualTo("false");
        assertThat(last.header("Data-Controls-Valid-For")).isEqualTo("300");
        assertThat(last.header("Data-Controls-As-Of")).startsWith("20").endsWith("Z");
        assertThat(last.header("Link")).contains(last.header("Data-Controls-Next"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "application/* | application/json",
                "application/json | application/json",
                "application/cloudevents-batch+json;q=0.5, application/json | application/json",
                "application/cloudevents-batch+json | application/cloudevents-batch+json",
                "application/cloudevents-batch+json; charset=utf-8 | application/cloudevents-batch+json",
                "application/json;q=0.1, application/cloudevents-batch+json | application/cloudevents-batch+json",
                "text/html, application/cloudevents-batch+json, */*;q=0.1 | application/cloudevents-batch+json"
            })
    void theClientChoosesTheFormat(String accepted, String type) {
        var answer = Api.as("pipeline-chat").header("Accept", accepted).get("/changes?after=" + position());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType().replaceFirst(";.*", "")).isEqualTo(type);
    }

    @Test
    void errorsAreProblemsInEachFormat() {
        problem(events("unknown", ""), 410, "new-snapshot-needed");
        problem(
                Api.as("pipeline-chat")
                        .header("Accept", "application/cloudevents+json")
                        .get("/changes?after=" + position()),
                406,
                "invalid-request");
    }

    @Test
    void changesHaveReasons() throws IOException {
        var start = position();
        var account = choices.onPlan("free");
        choices.choose(account, Choice.OPTED_OUT);
        choices.choose(account, Choice.OPTED_IN);
        Api.json("billing", "{'plan':'team'}").put("/accounts/{account}/subscriptions/le-chat", account);
        Api.json("billing", "{'plan':'pro'}").put("/accounts/{account}/subscriptions/le-chat", account);
        Api.as("privacy-office").delete("/accounts/{account}", account);

        assertThat(parsed(events(start, "")))
                .extracting(event -> data(event).get("reason"))
                .containsExactly("PLAN", "CHOICE", "CHOICE", "PLAN", "PLAN", "ERASURE");
        assertThat(Api.as("pipeline-chat")
                        .get("/changes?after=" + start)
                        .jsonPath()
                        .<String>getList("changes.reason"))
                .containsExactly("PLAN", "CHOICE", "CHOICE", "PLAN", "PLAN", "ERASURE");
    }

    @Test
    void aChangeThatIsNotProvenHasNoReason() {
        var start = position();
        var account = choices.onPlan("free");
        Tampering.with("update permission_change set usable_since = '2020-01-01' where account = '" + account + "'");

        var answer = Api.as("pipeline-chat").get("/changes?after=" + start);

        assertThat(answer.jsonPath().getList("changes.reason")).hasSize(1).containsOnlyNulls();
    }

    @Test
    void everyKindOfEntryHasAReason() {
        assertThat(LedgerEntry.Kind.values())
                .allSatisfy(kind -> assertThat(ChangeReason.ofEntry(kind.name()))
                        .as(kind.name())
                        .isPresent());
    }

    @Test
    void aSnapshotHasTheReasonIfAChoiceDecides() {
        var out = choices.onPlan("free");
        choices.choose(out, Choice.OPTED_OUT);
        var in = choices.onPlan("free");
        choices.choose(in, Choice.OPTED_OUT);
        choices.choose(in, Choice.OPTED_IN);
        var team = choices.onPlan("team");
        var free = choices.onPlan("free");

        var lines = Api.lines(Api.as("pipeline-chat").get("/permissions"));

        assertThat(List.of(row(lines, out), row(lines, in)))
                .allSatisfy(row -> assertThat(row).containsEntry("reason", "CHOICE"));
        assertThat(List.of(row(lines, team), row(lines, free)))
                .allSatisfy(row -> assertThat(row).doesNotContainKey("reason"));
    }

    private static Map<String, Object> row(List<String> lines, UUID account) {
        return lines.stream()
                .filter(line -> line.contains(account.toString()))
                .map(line -> JsonPath.from(line).<String, Object>getMap(""))
                .findFirst()
                .orElseThrow();
    }

    private static String position() {
        return JsonPath.from(
                        Api.lines(Api.as("pipeline-chat").get("/permissions")).get(0))
                .getString("position");
    }

    private static Response events(String after, String parameters) {
        return Api.as("pipeline-chat").header("Accept", BATCH).get("/changes?after=" + after + parameters);
    }

    /** The SDK reads single events only. */
    private static List<CloudEvent> parsed(Response answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        var events = new ArrayList<CloudEvent>();
        for (JsonNode event : JSON.readTree(answer.asByteArray())) {
            events.add(new JsonFormat().deserialize(event.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return events;
    }

    private static Map<String, Object> data(CloudEvent event) {
        return JsonPath.from(new String(event.getData().toBytes(), StandardCharsets.UTF_8))
                .getMap("");
    }
}
