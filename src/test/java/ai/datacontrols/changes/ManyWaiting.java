package ai.datacontrols.changes;

import ai.datacontrols.parts.Token;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

final class ManyWaiting implements AutoCloseable {

    private final List<CompletableFuture<HttpResponse<String>>> polls;

    ManyWaiting(int number, String position) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var poll = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + RestAssured.port + "/api/v1/changes?wait=50&after=" + position))
                .header("Authorization", "Bearer " + Token.of("pipeline-chat"))
                .timeout(Duration.ofSeconds(60))
                .build();
        polls = Stream.generate(() -> http.sendAsync(poll, BodyHandlers.ofString()))
                .limit(number)
                .toList();
    }

    List<Integer> answers() {
        return polls.stream().map(poll -> poll.join().statusCode()).toList();
    }

    @Override
    public void close() {
        polls.forEach(poll -> poll.cancel(true));
    }
}
