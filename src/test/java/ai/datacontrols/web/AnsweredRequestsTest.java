package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Requests are released after the response instead of being held until a timer fires, at thousands of pages a second.
 */
@QuarkusTest
class AnsweredRequestsTest {

    private static final int REQUESTS = 50;

    /** Shorter than {@code RequestBodyDrainer} waits for the rest of a request body. */
    private static final Duration SOON = Duration.ofSeconds(3);

    @Inject
    Watched watched;

    /** Weak references to the requests for a path. */
    @Singleton
    static class Watched {

        private final Map<String, List<WeakReference<HttpServerRequest>>> requests = new ConcurrentHashMap<>();

        void watch(@Observes Filters filters) {
            filters.register(
                    context -> {
                        var some = requests.get(context.request().path());
                        if (some != null) {
                            some.add(new WeakReference<>(context.request()));
                        }
                        context.next();
                    },
                    1);
        }

        private List<WeakReference<HttpServerRequest>> of(String path) {
            return requests.computeIfAbsent(path, one -> new CopyOnWriteArrayList<>());
        }

        private static long kept(List<WeakReference<HttpServerRequest>> requests) {
            System.gc();
            return requests.stream().filter(request -> request.get() != null).count();
        }
    }

    @Test
    void releasesPageRequests() {
        assertNoneIsKept("/signed-out", () -> RestAssured.get("/signed-out"));
    }

    @Test
    void releasesDecisionRequests() {
        var question = """
                {"account": "00000000-0000-4000-8000-000000000000", "product": "le-chat", "data": "input-output",
                 "createdAt": "2026-01-01T00:00:00Z"}""";
        assertNoneIsKept(
                "/api/v1/decisions", () -> Api.json("pipeline-chat", question).post("/decisions"));
    }

    private void assertNoneIsKept(String path, Supplier<Response> ask) {
        var requests = watched.of(path);
        for (var request = 0; request < REQUESTS; request++) {
            ask.get().then().statusCode(200);
        }
        assertThat(requests).hasSizeGreaterThanOrEqualTo(REQUESTS);
        // a connection references its last request
        await().atMost(SOON).until(() -> Watched.kept(requests) < REQUESTS / 5);
    }
}
