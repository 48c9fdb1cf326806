package ai.datacontrols.parts;

import ai.datacontrols.demo.RealmFile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens as the callers of the API get them from Keycloak. */
public final class Token {

    /** The realm's tokens live five minutes; a test that holds one for two still has time. */
    private static final Duration KEPT = Duration.ofMinutes(2);

    private static final Map<String, Kept> KNOWN = new ConcurrentHashMap<>();

    private record Kept(String token, Instant since) {

        private boolean isOld() {
            return since.plus(KEPT).isBefore(Instant.now());
        }
    }

    private Token() {}

    /** Of a service account, such as {@code billing}, {@code importer} or {@code pipeline-chat}; kept for a while. */
    public static String of(String client) {
        return KNOWN.compute(
                        client,
                        (name, kept) -> kept == null || kept.isOld() ? new Kept(fresh(name), Instant.now()) : kept)
                .token();
    }

    /** From now on all are new: those of before are signed with a key that is gone. */
    static void forgetAll() {
        KNOWN.clear();
    }

    /** The same, new. */
    public static String fresh(String client) {
        return fresh(client, secret(client));
    }

    /** Of a service account with a secret of its own. */
    public static String fresh(String client, String secret) {
        return ask(Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret))
                .path("access_token");
    }

    /** Of a person, as le Chat has it. */
    public static String of(Account person) {
        return asked(person).path("access_token");
    }

    /** What le Chat knows of a person, which is no access token. */
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
