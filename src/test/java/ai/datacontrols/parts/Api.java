package ai.datacontrols.parts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.contract.OpenApiConformanceFilter;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;

/** An API client with a token of the real Keycloak. Validates every response against the OpenAPI document. */
public final class Api {

    public static final String LINES = "application/x-ndjson";

    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs(LINES, ContentType.TEXT));

    private Api() {}

    /** Returns a request with the token of a service account, such as {@code billing}. */
    public static RequestSpecification as(String client) {
        return with(Token.of(client));
    }

    public static RequestSpecification with(String token) {
        return withoutToken().header("Authorization", "Bearer " + token);
    }

    /** Returns a request that isn't authenticated. */
    public static RequestSpecification withoutToken() {
        return given().config(CONFIG).filter(new OpenApiConformanceFilter()).basePath("/api/v1");
    }

    public static RequestSpecification json(String client, String document) {
        return as(client).contentType("application/json").body(document.replace('\'', '"'));
    }

    public static RequestSpecification lines(String client, String... lines) {
        return as(client).contentType(LINES).body((String.join("\n", lines) + "\n").replace('\'', '"'));
    }

    public static List<String> lines(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith(LINES);
        return Arrays.asList(answer.asString().split("\n"));
    }

    /** Asserts that a response is this problem and returns its detail. */
    public static String problem(Response answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.path("type").toString()).isEqualTo("urn:data-controls:problem:" + type);
        assertThat(answer.path("status").toString()).isEqualTo(Integer.toString(status));
        assertThat(answer.path("id").toString()).isEqualTo(answer.header("Problem-Id"));
        return answer.path("detail");
    }
}
