package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.RestAssured;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What was answered is forgotten: thousands of pages a second must not be kept until some timer ends. */
@QuarkusTest
class AnsweredRequestsTest {

    private static final int REQUESTS = 50;

    /** Less than {@link UnreadBodies} waits for what a caller still sends. */
    private static final Duration SOON = Duration.ofSeconds(3);

    @Inject
    Watched watched;

    /** The requests for one page, by references that keep none of them. */
    @Singleton
    static class Watched {

        private static final String PAGE = "/signed-out";

        private final List<WeakReference<HttpServerRequest>> requests = new CopyOnWriteArrayList<>();

        void watch(@Observes Filters filters) {
            filters.register(
                    context -> {
                        if (context.request().path().equals(PAGE)) {
                            requests.add(new WeakReference<>(context.request()));
                        }
                        context.next();
                    },
                    1);
        }

        private long kept() {
            System.gc();
            return requests.stream().filter(request -> request.get() != null).count();
        }
    }

    @Test
    void noneIsKept() {
        for (var request = 0; request < REQUESTS; request++) {
            RestAssured.get(Watched.PAGE).then().statusCode(200);
        }
        assertThat(watched.requests).hasSizeGreaterThanOrEqualTo(REQUESTS);
        // a connection knows the last one that came over it
        await().atMost(SOON).until(() -> watched.kept() < REQUESTS / 5);
    }
}
