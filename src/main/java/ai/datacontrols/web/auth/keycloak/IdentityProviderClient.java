package ai.datacontrols.web.auth.keycloak;

import ai.datacontrols.web.request.MediaTypes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/**
 * Calls the identity provider where the OIDC extension doesn't. Each call opens its own connection: a pooled one may be
 * dead without notice, and would fail one call after another.
 */
@Singleton
public class IdentityProviderClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** Also ends a response whose body never ends. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(3);

    /** As for the other calls to the identity provider ({@code quarkus.oidc.max-pool-size}). */
    private static final int MAX_CONNECTIONS = 50;

    private static final int MAX_WAITING = 50;

    private final Vertx vertx;
    private final HttpClient http;

    IdentityProviderClient(Vertx vertx) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(false)
                        .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                        .setIdleTimeout((int) IDLE_TIMEOUT.toSeconds()),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING));
    }

    Uni<Integer> get(URI address, Duration timeout) {
        return status(HttpMethod.GET, address, "", timeout);
    }

    public Uni<Integer> post(URI address, String form, Duration timeout) {
        return status(HttpMethod.POST, address, form, timeout);
    }

    private Uni<Integer> status(HttpMethod method, URI address, String form, Duration timeout) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(address.toString())
                .setTimeout(timeout.toMillis());
        if (!form.isEmpty()) {
            options.putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.FORM);
        }
        return within(
                timeout,
                Uni.createFrom()
                        .completionStage(() -> http.request(options)
                                .compose(request -> request.send(form))
                                .map(HttpClientResponse::statusCode)
                                .toCompletionStage()));
    }

    /** Fails with {@link IdentityProviderUnavailableException} on a timeout. */
    public <T> Uni<T> within(Duration timeout, Uni<T> answer) {
        return Uni.createFrom().emitter(emitter -> {
            var timer = vertx.setTimer(
                    timeout.toMillis(),
                    id -> emitter.fail(new IdentityProviderUnavailableException(
                            "no response within " + timeout.toMillis() + " ms")));
            answer.subscribe()
                    .with(
                            item -> {
                                vertx.cancelTimer(timer);
                                emitter.complete(item);
                            },
                            failure -> {
                                vertx.cancelTimer(timer);
                                emitter.fail(failure);
                            });
        });
    }
}
