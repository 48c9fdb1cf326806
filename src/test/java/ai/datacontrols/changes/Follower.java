package ai.datacontrols.changes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Token;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A pipeline that polls without pause; RestAssured, which {@link Pipeline} uses, is slower than the feed. */
final class Follower {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private String position;

    Follower(String position) {
        this.position = position;
    }

    int ask(int wait) throws IOException, InterruptedException {
        var address = "http://localhost:%d/api/v1/changes?wait=%d&after=%s".formatted(RestAssured.port, wait, position);
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Authorization", "Bearer " + Token.of("pipeline-chat"))
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        var page = json.readTree(answer.body());
        position = page.get("next").asText();
        return page.get("changes").size();
    }
}
