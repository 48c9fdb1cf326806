package ai.datacontrols.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** A client of Keycloak's admin REST API for demo and tests. */
public final class KeycloakAdmin {
    static final String USERNAME = "admin";
    static final String PASSWORD = "demo";

    // longer than a request with the token takes
    private static final Duration EXPIRY_MARGIN = Duration.ofSeconds(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String url;

    private String token;
    private Instant tokenExpires = Instant.EPOCH;

    /** @param url base URL of the server, such as {@code http://localhost:8180} */
    public KeycloakAdmin(String url) {
        this.url = url;
    }

    boolean isReady() {
        try {
            return get("/realms/master", Duration.ofSeconds(5)).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    void importIfMissing(RealmFile realm) {
        if (get("/realms/" + RealmFile.REALM, TIMEOUT).statusCode() == 404) {
            send("POST", "/admin/realms", realm.json());
        }
    }

    /**
     * Sends JSON as the administrator.
     *
     * @throws PartsException if the status isn't 2xx
     */
    public HttpResponse<String> send(String method, String path, String json) {
        HttpResponse<String> response = exchange(HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
        if (response.statusCode() >= 300) {
            throw new PartsException("Keycloak answered %d to %s %s: %s"
                    .formatted(response.statusCode(), method, path, response.body()));
        }
        return response;
    }

    /** Returns an access token of the administrator, cached until shortly before it expires. */
    synchronized String token() {
        if (Instant.now().isAfter(tokenExpires)) {
            JsonNode answer = requestToken();
            token = answer.path("access_token").asText();
            tokenExpires = Instant.now()
                    .plusSeconds(answer.path("expires_in").asLong())
                    .minus(EXPIRY_MARGIN);
        }
        return token;
    }

    private JsonNode requestToken() {
        String form = "grant_type=password&client_id=admin-cli&username=" + USERNAME + "&password=" + PASSWORD;
        String answer = exchange(
                        HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form)))
                .body();
        try {
            return new ObjectMapper().readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> get(String path, Duration timeout) {
        return exchange(HttpRequest.newBuilder(URI.create(url + path)), timeout);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        return exchange(request, TIMEOUT);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request, Duration timeout) {
        try {
            return http.send(request.timeout(timeout).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartsException("Interrupted while talking to Keycloak.", e);
        }
    }
}
