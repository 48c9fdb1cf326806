package ai.datacontrols.parts;

import ai.datacontrols.demo.RealmFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The authorization code flow with PKCE as the application runs it, to read the tokens that the application receives. */
final class CodeFlow {
    private static final String OIDC =
            TestServices.keycloakUrl() + "/realms/" + RealmFile.REALM + "/protocol/openid-connect";
    private static final String VERIFIER = "a-verifier-of-the-length-the-standard-demands-0";
    private static final String REDIRECT_URI =
            "http://localhost:" + System.getProperty("parts.quarkus.http.test-port") + "/signed-in";

    private CodeFlow() {}

    /** Returns the claims of the ID token, as JSON. */
    static String idToken(Account person) {
        try {
            String token = firstGroup("\"id_token\":\"[^.]+\\.([^.]+)\\.", tokens(person));
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tokens(Account person) throws IOException {
        HttpBrowser browser = new HttpBrowser();
        var form = browser.get(URI.create(OIDC + "/auth?"
                + HttpBrowser.encoded(Map.of(
                        "client_id",
                        RealmFile.CLIENT,
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "redirect_uri",
                        REDIRECT_URI,
                        "code_challenge",
                        challenge(),
                        "code_challenge_method",
                        "S256"))));
        String redirect =
                HttpBrowser.target(browser.submitPassword(form, person)).toString();
        return browser.post(
                        URI.create(OIDC + "/token"),
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                firstGroup("[?&]code=([^&]+)", redirect),
                                "redirect_uri",
                                REDIRECT_URI,
                                "code_verifier",
                                VERIFIER,
                                "client_id",
                                RealmFile.CLIENT,
                                "client_secret",
                                RealmFile.CLIENT_SECRET))
                .body();
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
