package ai.datacontrols.web;

import static ai.datacontrols.parts.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query parameters of the API are known, present once and not empty. */
@QuarkusTest
class ApiParametersTest {

    private static final String SUBSCRIPTION = "/accounts/%s/subscriptions/le-chat".formatted(UUID.randomUUID());

    @ParameterizedTest
    @CsvSource({
        "endedAt=,                                     endedAt is empty",
        "endedAt,                                      endedAt is empty",
        "revision=&endedAt=2026-01-01T00:00:00Z,       revision is empty",
        "revison=3,                                    unknown parameter 'revison'",
        "endedat=2026-01-01T00:00:00Z,                 unknown parameter 'endedat'",
        "=3,                                           unknown parameter '3'",
        "revision=3&revision=3,                        revision is repeated",
    })
    void respondsWith422ToAParameterThatIsEmptyUnknownOrRepeated(String query, String detail) {
        Api.json("billing", "{'plan':'free'}").put(SUBSCRIPTION);

        assertThat(problem(
                        Api.as("billing").urlEncodingEnabled(false).delete(SUBSCRIPTION + "?" + query),
                        422,
                        "invalid-value"))
                .isEqualTo(detail);

        assertThat(Api.json("billing", "{'plan':'free'}").put(SUBSCRIPTION).<String>path("reason"))
                .isEqualTo("ALREADY_KNOWN");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  pipeline-chat,  /changes?after=,                        after is empty",
        "GET,  pipeline-chat,  /changes?after=x&limit=,                limit is empty",
        "GET,  pipeline-chat,  /changes?after=x&timeout=3,             unknown parameter 'timeout'",
        "GET,  privacy-office, /erasures?since=,                       since is empty",
        "POST, privacy-office, /erasures?since=2026-01-01T00:00:00Z,   unknown parameter 'since'",
        "GET,  pipeline-chat,  /permissions?account=x,                 unknown parameter 'account'",
        "POST, pipeline-chat,  /decisions?asOf=x,                      unknown parameter 'asOf'",
        "POST, pipeline-chat,  /decisions/batch?asOf=x,                unknown parameter 'asOf'",
        "POST, pipeline-chat,  /consumers/pipeline-chat/position?x=1,  unknown parameter 'x'",
        "POST, billing,        /subscriptions?dryRun=true,             unknown parameter 'dryRun'",
        "POST, importer,       /imports?dryRun=true,                   unknown parameter 'dryRun'",
        "POST, importer,       /imports/complete?dryRun=true,          unknown parameter 'dryRun'",
    })
    void checksTheParametersOfEveryOperation(String method, String client, String path, String detail) {
        var isOfLines = path.matches("/(erasures|decisions/batch|subscriptions|imports)\\?.*");
        var answer = Api.as(client)
                .urlEncodingEnabled(false)
                .contentType(isOfLines ? Api.LINES : "application/json")
                .request(method, path);

        assertThat(problem(answer, 422, "invalid-value")).isEqualTo(detail);
    }

    @Test
    void checksParametersAfterTheRole() {
        problem(Api.as("billing").delete("/accounts/" + UUID.randomUUID() + "?x="), 403, "forbidden");
        problem(Api.with(Token.of("pipeline-chat")).get("/no-such-thing?x="), 404, "not-found");
    }
}
