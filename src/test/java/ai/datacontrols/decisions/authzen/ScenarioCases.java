package ai.datacontrols.decisions.authzen;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Token;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases of the certification scenario of AuthZEN 1.0 that don't depend on the policy: structure, errors, headers
 * and default values, levels Basic Core and Batch Core.
 */
abstract class ScenarioCases {

    static final String SINGLE = "/access/v1/evaluation";
    static final String MANY = "/access/v1/evaluations";
    private static final String TIME = "'context':{'time':'2025-06-27T18:03-07:00','ip':'192.168.1.1'}";

    /** Returns the subject of an evaluation that is permitted. */
    abstract String alice();

    /** Returns the subject of an evaluation that is denied. */
    abstract String bob();

    /** Returns an action that only Alice may perform. */
    abstract String action();

    /** Returns a resource. */
    abstract String resource();

    /** Returns the same resource with properties that no policy knows. */
    abstract String resourceWithMore();

    @Test
    void permits() {
        var answer = post(SINGLE, whole(alice(), action(), resource()));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.<Boolean>path("decision")).isTrue();
    }

    @Test
    void deniesWith200() {
        isDecision(post(SINGLE, whole(bob(), action(), resource())), false);
    }

    @Test
    void ignoresTheContextThatNoPolicyKnows() {
        isDecision(post(SINGLE, whole(alice(), action(), resource(), TIME)), true);
    }

    @Test
    void ignoresUnknownPropertiesAndFields() {
        var subject = alice().replace("}", ",'properties':{'department':'Sales','role':'manager'},'x':1}");
        var action = action().replace("}", ",'properties':{'method':'GET'},'x':[]}");
        isDecision(
                post(SINGLE, whole(subject, action, resourceWithMore(), "'foo':'bar','futureField':{'nested':true}")),
                true);
    }

    @Test
    void repeatsTheSameDecision() {
        for (var time = 0; time < 3; time++) {
            isDecision(post(SINGLE, whole(alice(), action(), resource())), true);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'action':ACTION,'resource':RESOURCE}",
                "{'subject':SUBJECT,'resource':RESOURCE}",
                "{'subject':SUBJECT,'action':ACTION}",
                "{'subject':null,'action':ACTION,'resource':RESOURCE}",
                "{'subject':{'id':'alice'},'action':ACTION,'resource':RESOURCE}",
                "{'subject':{'type':'user'},'action':ACTION,'resource':RESOURCE}",
                "{'subject':SUBJECT,'action':{},'resource':RESOURCE}",
                "{'subject':SUBJECT,'action':ACTION,'resource':{'id':'record-1'}}",
                "{'subject':SUBJECT,'action':ACTION,'resource':{'type':'record'}}",
                "{'subject':'alice','action':ACTION,'resource':RESOURCE}",
                "{'subject':SUBJECT,'action':{'name':123},'resource':RESOURCE}",
                "{'subject':SUBJECT,'action':ACTION,'resource':[]}",
                "{'subject':SUBJECT,'action':ACTION,'resource':RESOURCE,'context':'now'}",
                "{'subject':SUBJECT,'action':ACTION,'resource':{'type':'record','id':'record-1','properties':7}}",
                "{'subject':SUBJECT,'subject':SUBJECT,'action':ACTION,'resource':RESOURCE}",
                "{'subject':{'type':'user','id':'\\u0000'},'action':ACTION,'resource':RESOURCE}",
                "{'subject'",
                "[]",
                "null",
                ""
            })
    void respondsWith400ToAMalformedEvaluation(String document) {
        var body =
                document.replace("SUBJECT", alice()).replace("ACTION", action()).replace("RESOURCE", resource());

        isBadRequest(post(SINGLE, body));
        isBadRequest(post(MANY, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/x-ndjson",
                "application/json; charset=UTF-16"
            })
    void respondsWith400ToAnotherContentType(String type) throws IOException, InterruptedException {
        for (var path : List.of(SINGLE, MANY)) {
            // RestAssured encodes bodies of some of these types by itself
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                    .header("Authorization", "Bearer " + token())
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString(
                            whole(alice(), action(), resource()).replace('\'', '"')));
            var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("urn:data-controls:problem:invalid-request");
        }
    }

    @Test
    void returnsTheRequestId() {
        for (var id : List.of("bfe9eb29-ab87-4ca3-be83-a1d5d8305716", "any text, 7")) {
            assertThat(post(SINGLE, whole(alice(), action(), resource()), id).header("X-Request-ID"))
                    .isEqualTo(id);
            assertThat(post(MANY, "{}", id).header("X-Request-ID")).isEqualTo(id);
            assertThat(given().header("X-Request-ID", id).post(SINGLE).header("X-Request-ID"))
                    .as("with status 401")
                    .isEqualTo(id);
        }
        assertThat(post(SINGLE, whole(alice(), action(), resource())).header("X-Request-ID"))
                .isNull();
    }

    @Test
    void evaluatesEachWithTheDefaultsOfTheRequest() {
        var answer = post(
                MANY,
                "{'action':%s,'resource':%s,'evaluations':[{'subject':%s},{'subject':%s}]}"
                        .formatted(action(), resource(), alice(), bob()));

        areDecisions(answer, true, false);
        assertThat(answer.<Boolean>path("decision")).isNull();
    }

    @Test
    void evaluatesWithoutDefaults() {
        areDecisions(
                post(
                        MANY,
                        "{'evaluations':[%s,%s]}"
                                .formatted(whole(alice(), action(), resource()), whole(bob(), action(), resource()))),
                true,
                false);
    }

    @Test
    void replacesADefaultAsAWhole() {
        var incomplete = "{'type':'record'}";
        areDecisions(
                post(
                        MANY,
                        "{'subject':%s,'action':%s,'resource':%s,%s,'evaluations':[{},{'resource':%s},{'resource':null}]}"
                                .formatted(alice(), action(), resource(), TIME, incomplete)),
                true,
                false,
                false);
    }

    @Test
    void overridesTheContext() {
        areDecisions(
                post(
                        MANY,
                        "{'subject':%s,'action':%s,%s,'evaluations':[{'resource':%s},{'resource':%s,'context':{'source':'x'}}]}"
                                .formatted(alice(), action(), TIME, resource(), resource())),
                true,
                true);
    }

    @Test
    void deniesAnEvaluationThatFails() {
        var answer = post(
                MANY,
                "{'subject':%s,'action':%s,'options':{'evaluations_semantic':'execute_all','x':1},'evaluations':[{'resource':%s},{},7,{'resource':'x'}]}"
                        .formatted(alice(), action(), resource()));

        areDecisions(answer, true, false, false, false);
        assertThat(answer.<Object>path("evaluations[0].context.error")).isNull();
        assertThat(answer.jsonPath().getList("evaluations[1..3].context.error.status"))
                .containsExactly(400, 400, 400);
        assertThat(answer.<String>path("evaluations[1].context.error.message")).isEqualTo("resource is missing");
    }

    @Test
    void isASingleEvaluationWithoutEvaluations() {
        isDecision(post(MANY, whole(alice(), action(), resource())), true);
        isDecision(post(MANY, whole(bob(), action(), resource(), "'evaluations':[]")), false);
        isDecision(post(MANY, whole(alice(), action(), resource(), "'evaluations':null")), true);
    }

    @Test
    void endsWithTheFirstDenialOrPermissionOnRequest() {
        var evaluations = "{'action':%s,'resource':%s,'options':{'evaluations_semantic':'%s'},'evaluations':[%s]}";
        var permitted = "{'subject':" + alice() + "}";
        var denied = "{'subject':" + bob() + "}";
        var deny = evaluations.formatted(
                action(), resource(), "deny_on_first_deny", String.join(",", permitted, denied, permitted));
        var fail = evaluations.formatted(
                action(), resource(), "deny_on_first_deny", String.join(",", permitted, "{}", permitted));
        var permit = evaluations.formatted(
                action(), resource(), "permit_on_first_permit", String.join(",", denied, permitted, denied));

        areDecisions(post(MANY, deny), true, false);
        areDecisions(post(MANY, fail), true, false);
        areDecisions(post(MANY, permit), false, true);
        areDecisions(post(MANY, permit.replace(permitted + ",", "")), false, false);
        areDecisions(post(MANY, deny.replace(denied + ",", "")), true, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'evaluations':{}",
                "'evaluations':[{}],'options':7",
                "'evaluations':[{}],'options':{'evaluations_semantic':'EXECUTE_ALL'}",
                "'evaluations':[{}],'options':{'evaluations_semantic':1}"
            })
    void respondsWith400IfTheWholeIsMalformed(String rest) {
        isBadRequest(post(MANY, whole(alice(), action(), resource(), rest)));
    }

    static String whole(String subject, String action, String resource, String... more) {
        return "{'subject':%s,'action':%s,'resource':%s%s}"
                .formatted(subject, action, resource, more.length == 0 ? "" : "," + String.join(",", more));
    }

    static void isDecision(Response answer, boolean decision) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<Boolean>path("decision")).isEqualTo(decision);
    }

    static void areDecisions(Response answer, Boolean... decisions) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("evaluations.decision")).containsExactly((Object[]) decisions);
    }

    private static void isBadRequest(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.<String>path("type")).isEqualTo("urn:data-controls:problem:invalid-request");
    }

    static Response post(String path, String document) {
        return post(path, document, null);
    }

    private static Response post(String path, String document, String requestId) {
        var request = given().header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .body(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return (requestId == null ? request : request.header("X-Request-ID", requestId)).post(path);
    }

    private static String token() {
        return Token.of("pipeline-chat");
    }
}
