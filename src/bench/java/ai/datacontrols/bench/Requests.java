package ai.datacontrols.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Raw HTTP/1.1 requests. */
final class Requests {

    private Requests() {}

    /** Requests a person's settings page. */
    static String settings(URI server, Person person) {
        return "GET /settings HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nAccept-Language: en\r\n\r\n"
                .formatted(server.getAuthority(), person.cookies());
    }

    /** Requests the baseline server's page. */
    static String baseline(URI server, UUID account) {
        return "GET /page?%s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(account, server.getAuthority());
    }

    /** Requests a decision about an account's data. */
    static String decision(URI server, UUID account, String token) {
        var body = question(account);
        return "POST /api/v1/decisions HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(server.getAuthority(), token, body.length(), body);
    }

    static String question(UUID account) {
        return "{\"account\":\"%s\",\"product\":\"le-chat\",\"data\":\"input-output\",\"createdAt\":\"2026-01-01T00:00:00Z\"}"
                .formatted(account);
    }

    /** Requests an API route with a bearer token. */
    static String api(String method, URI server, String path, String token, String json) {
        return "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(
                        method,
                        path,
                        server.getAuthority(),
                        token,
                        json.isEmpty() ? "" : "Content-Type: application/json\r\n",
                        json.getBytes(StandardCharsets.UTF_8).length,
                        json);
    }
}
