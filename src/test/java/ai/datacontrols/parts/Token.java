package ai.datacontrols.parts;

import ai.datacontrols.demo.RealmFile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of API clients and people, issued by Keycloak. */
public final class Token {

    /** The realm's tokens expire after five minutes, which leaves a test three minutes with a cached one. */
    private static final Duration KEPT = Duration.ofMinutes(2);

    private static final Map<String, Kept> KNOWN = new ConcurrentHashMap<>();

    private record Kept(String token, Instant since) {

        private boolean isOld() {
            return since.plus(KEPT).isBefore(Instant.now());
        }
    }

    private Token() {}

    /**
     * Returns a token of a service account, such as {@code billing}, {@code importer} or {@code pipeline-chat}; cached.
     */
    public static String of(String client) {
        return KNOWN.compute(
                        client,
                        (name, kept) -> kept == null || kept.isOld() ? new Kept(fresh(name), Instant.now()) : kept)
                .token();
    }

    /** Clears the cache, because tokens signed with a removed key are invalid. */
    static void forgetAll() {
        KNOWN.clear();
    }

    /** Returns a new token of a service account. */
    public static String fresh(String client) {
        return fresh(client, secret(client));
    }

    /** Returns a new token of a service account with its own secret. */
    public static String fresh(String client, String secret) {
        return ask(Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret))
                .path("access_token");
    }

    /** Returns a person's access token as issued to le Chat. */
    public static String of(Account person) {
        return asked(person).path("access_token");
    }

    /** Returns a person's ID token as issued to le Chat, which is not an access token. */
    public static String idTokenOf(Account person) {
        return asked(person).path("id_token");
    }

    private static Response asked(Account person) {
        return ask(Map.of(
                "grant_type",
                "password",
                "client_id",
                "le-chat",
                "client_secret",
                secret("le-chat"),
                "scope",
                "openid",
                "username",
                person.username(),
                "password",
                person.password()));
    }

    private static String secret(String client) {
        return "demo-only-" + client + "-secret-never-for-production";
    }

    private static Response ask(Map<String, String> form) {
        Response answer = KeycloakCosts.measured(
                "token",
                () -> RestAssured.given()
                        .formParams(form)
                        .post(TestServices.keycloakUrl() + "/realms/" + RealmFile.REALM
                                + "/protocol/openid-connect/token"));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.asString());
        }
        return answer;
    }
}
