package ai.datacontrols.documents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.contract.ApiOperation;
import ai.datacontrols.contract.Contract;
import ai.datacontrols.demo.People;
import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Token;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples in the API's document are sent unchanged and get the documented responses. */
@QuarkusTest
class ApiExamplesTest {

    /** The common prefix of the examples' accounts, except those of the demo. */
    private static final String NEWCOMERS = "5d3f2a8e-0b61-4c7d-9a44-7e1c2b3d4f";

    private static final String POSITION = "NjFhMjNiY2MtNTdkYy00Zjk3";

    @Inject
    InitialImport initialImport;

    private final String newcomers = UUID.randomUUID().toString().substring(0, 34);
    private final List<String> played = new ArrayList<>();
    private Contract contract;
    private String position = POSITION;

    @BeforeEach
    void reopenTheImport() {
        contract = Contract.published();
        Tampering.with("update first_load set completed_at = null");
    }

    @AfterEach
    void completeTheImport() {
        initialImport.complete();
    }

    @Test
    void everyExampleGetsTheDocumentedResponse() {
        answersAsShown("importRecords", "importer");
        answersAsShown("completeImport", "importer");
        answersAsShown("putSubscription", "billing");
        answersAsShown("deleteSubscription", "billing");
        answersAsShown("decide", "pipeline-chat");
        answersAsShown("decideMany", "pipeline-chat");
        answersAsShown("evaluateAccess", "pipeline-chat");
        answersAsShown("evaluateAccesses", "pipeline-chat");
        isAsShown("readAuthZenMetadata", play("readAuthZenMetadata", Token.of("pipeline-chat")));
        var snapshot = play("takeSnapshot", Token.of("pipeline-chat"));
        assertThat(constant(snapshot.asString())).containsAll(constant(example("takeSnapshot", "responses/200")));
        position = snapshot.asString().replaceFirst("(?s)^\\{\"position\":\"([^\"]+)\".*", "$1");
        answersAsShown("reconcileSubscriptions", "billing");
        var changes = answersAsShown("followFeed", "pipeline-chat");
        position = changes.path("next");
        answersAsShown("reportPosition", "pipeline-chat");
        var olga = new Account(People.OLGA.id().toString(), People.OLGA.username(), People.PASSWORD);
        isAsShown("getMe", play("getMe", Token.of(olga)));
        answersAsShown("readRecord", "access-desk");
        answersAsShown("eraseAccount", "privacy-office");
        var erasures = play("listErasures", Token.of("privacy-office"));
        assertThat(constant(erasures.asString())).containsAll(constant(example("listErasures", "responses/200")));
        answersAsShown("repeatErasures", "privacy-office");

        assertThat(contract.operations()).extracting(ApiOperation::id).containsExactlyInAnyOrderElementsOf(played);
    }

    private Response answersAsShown(String operation, String client) {
        var answer = play(operation, Token.of(client));
        isAsShown(operation, answer);
        return answer;
    }

    private void isAsShown(String operation, Response answer) {
        assertThat(constant(answer.asString())).as(operation).isEqualTo(constant(example(operation, "responses/200")));
    }

    /** Sends the example of a request, including its parameters. */
    private Response play(String id, String token) {
        played.add(id);
        var operation = contract.operation(id);
        var request = Api.with(token).basePath("");
        for (var parameter : operation.parameters()) {
            var name = parameter.path("name").asText();
            var value = here(parameter.path("example").asText());
            if (parameter.path("in").asText().equals("path")) {
                request.pathParam(name, value);
            } else {
                request.queryParam(name, value);
            }
        }
        operation
                .mediaTypeOfRequest()
                .ifPresent(type -> request.contentType(type).body(example(id, "requestBody") + "\n"));
        var answer = request.request(operation.method(), operation.path());
        assertThat(answer.statusCode()).as(id + " " + answer.asString()).isEqualTo(200);
        return answer;
    }

    /** Returns an example of the API's document, of the first media type: JSON or lines of NDJSON. */
    private String example(String operation, String of) {
        var content =
                contract.operation(operation).node().at("/" + of + "/content").properties();
        assertThat(content).isNotEmpty();
        JsonNode examples = content.iterator().next().getValue().path("examples");
        return StreamSupport.stream(examples.spliterator(), false)
                .map(each -> here(each.path("value").toString()))
                .collect(Collectors.joining("\n"));
    }

    private String here(String text) {
        return Map.of(
                        NEWCOMERS,
                        newcomers,
                        POSITION,
                        position,
                        "http://localhost:8080",
                        "http://localhost:" + RestAssured.port)
                .entrySet()
                .stream()
                .reduce(text, (so, each) -> so.replace(each.getKey(), each.getValue()), (one, other) -> other);
    }

    private List<String> constant(String answers) {
        return new Answers(newcomers + People.ALL).constant(answers);
    }
}
