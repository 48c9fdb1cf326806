package ai.datacontrols.parts;

import ai.datacontrols.demo.RealmFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Signs in at Keycloak as the application would, with code and PKCE, to see what it is told. */
final class SignIn {
    private static final String OIDC =
            RealParts.keycloakUrl() + "/realms/" + RealmFile.REALM + "/protocol/openid-connect";
    private static final String VERIFIER = "a-verifier-of-the-length-the-standard-demands-0";
    private static final String CHALLENGE = challenge();
    private static final String BACK = "http://localhost:" + System.getProperty("parts.quarkus.http.test-port") + "/";

    private final HttpClient http = HttpClient.newHttpClient();
    // by hand: Java's own cookie store keeps Secure cookies from http, even on localhost
    private final Map<String, String> cookies = new HashMap<>();

    private SignIn() {}

    /** The claims of the ID token, as JSON. */
    static String idToken(Account person) {
        String tokens = new SignIn().tokens(person);
        String token = firstGroup("\"id_token\":\"[^.]+\\.([^.]+)\\.", tokens);
        return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    }

    private String tokens(Account person) {
        Map<String, String> question = Map.of(
                "client_id",
                RealmFile.CLIENT,
                "response_type",
                "code",
                "scope",
                "openid",
                "redirect_uri",
                BACK,
                "code_challenge",
                CHALLENGE,
                "code_challenge_method",
                "S256");
        String page = send(HttpRequest.newBuilder(URI.create(OIDC + "/auth?" + form(question))))
                .body();
        String action = firstGroup("action=\"([^\"]+)\"", page).replace("&amp;", "&");
        String back = post(action, Map.of("username", person.username(), "password", person.password()))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return post(
                        OIDC + "/token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                firstGroup("[?&]code=([^&]+)", back),
                                "redirect_uri",
                                BACK,
                                "code_verifier",
                                VERIFIER,
                                "client_id",
                                RealmFile.CLIENT,
                                "client_secret",
                                RealmFile.CLIENT_SECRET))
                .body();
    }

    private HttpResponse<String> post(String url, Map<String, String> form) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").stream()
                    .map(cookie -> cookie.split("[=;]", 3))
                    .forEach(cookie -> cookies.put(cookie[0], cookie[1]));
            return response;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String firstGroup(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(pattern + " is not in " + text);
        }
        return matcher.group(1);
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
