package ai.datacontrols.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.parts.Realm;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the application's own pages can't send get an error page and change nothing. */
@QuarkusTest
class RequestValidationFilterTest {

    @TestHTTPResource
    URI home;

    @Inject
    Ledger ledger;

    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    /** For tests that don't read the choice. */
    private static final SharedPerson CHOOSER = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @ParameterizedTest
    @CsvSource({
        "evil.example, 421",
        "localhost:1, 421",
        "localhost, 421",
        "a b, 400",
        "evil.example/settings, 400",
        "[::1, 400"
    })
    void rejectsRequestsForAnotherHost(String host, int status) throws IOException {
        for (String path : new String[] {"/settings", "/", "/nowhere"}) {
            var answer = raw("GET " + path + " HTTP/1.1", "Host: " + host);

            assertThat(answer).as(path).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer.lines().filter(line -> line.toLowerCase().startsWith("location")))
                    .isEmpty();
        }
    }

    @Test
    void respondsToAnotherHostWithAPageAndItsHeaders() {
        var answer = given().header("Host", "evil.example")
                .header("Accept-Language", "fr")
                .get("/settings");

        assertThat(answer.statusCode()).isEqualTo(421);
        assertThat(answer.asString())
                .contains("Ce n’est pas l’adresse de ces pages")
                .contains("<html lang=\"fr\">");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, null"
    })
    void rejectsFormsFromOtherSites(String header, String value) {
        var visitor = PERSON.visitor();
        var page = visitor.get("/settings");

        var answer = visitor.with(header, value).press(page, "le-chat", Map.of());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.asString()).contains("This form was not sent from our pages");
        nothingHappened();
    }

    @Test
    void acceptsFormsFromItsOwnPages() {
        var visitor = CHOOSER.visitor();
        var page = visitor.get("/settings");
        var origin = home.toString().replaceAll("/$", "");

        var answer = visitor.with("Sec-Fetch-Site", "same-origin")
                .with("Origin", origin)
                .press(page, "le-chat", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
    }

    @Test
    void rejectsTheCsrfTokenOfAnotherPerson() {
        var other = CHOOSER.visitor();
        var foreign = Visitor.fields(other.get("/settings"), "le-chat", Map.of());

        var answer = PERSON.visitor().press("le-chat", Map.of("csrf", foreign.get("csrf")));

        assertThat(answer.getCookie("__Host-notice")).isEqualTo("form_expired.le-chat");
        nothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "AAAAAAAAAAAAAAAAAAAAAAAA", "%00", "\"quoted\"", "aaaaaaaaaaaaaaaaaaaaa="})
    void replacesAMalformedCsrfCookie(String value) {
        var visitor = CHOOSER.visitor();

        var page = visitor.withCookie("__Host-csrf", value).get("/settings");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(visitor.press(page, "le-chat", Map.of()).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/signed-in?error=x&error_description=a%0d%0a2026-11-24+INFO+forged",
                "/settings?product=%0a",
                "/?from=%E2%80%A8"
            })
    void respondsWith400ToControlCharactersInAddresses(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1", "Host: " + home.getAuthority()))
                .startsWith("HTTP/1.1 400 ")
                .contains("We could not read that request");
    }

    @Test
    void respondsWith431ToLargeHeaders() throws IOException {
        assertThat(raw("GET /settings HTTP/1.1", "Host: " + home.getAuthority(), "X-Large: " + "b".repeat(20_000)))
                .startsWith("HTTP/1.1 431 ")
                .contains("Your browser sent too much along");
    }

    @Test
    void respondsWith413ToALargeForm() {
        var visitor = PERSON.visitor();

        var answer = visitor.press("le-chat", Map.of("language", "x".repeat(70_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.asString()).contains("That was too much for this page");
        nothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "text/html;q=x", ";;;", "a/b/c, */*;q=1"})
    void ignoresAMalformedAcceptHeader(String accept) {
        assertThat(given().header("Accept", accept).get("/").statusCode()).isEqualTo(200);
        assertThat(given().header("Accept", accept).get("/nowhere").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 415",
        "text/plain, 415",
        "multipart/form-data; boundary=x, 415",
        "foo, 415",
        "a/b/c, 415"
    })
    void respondsWithAPageToAFormOfAnotherContentType(String type, int status) throws IOException {
        var answer = raw(
                "POST /settings/le-chat/opt-out HTTP/1.1",
                "Host: " + home.getAuthority(),
                "Content-Type: " + type,
                "Content-Length: 2",
                "Cookie: " + PERSON.visitor().cookieHeader(),
                "",
                "{}");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("We could not read that request");
        nothingHappened();
    }

    @Test
    void rejectsAFormOfAnyOtherMediaType() {
        var visitor = PERSON.visitor();
        for (String header : List.of(
                "X: y",
                "Content-Type:",
                "Content-Type: */*",
                "Content-Type: application/*",
                "Content-Type: Application/Json",
                "Content-Type: application/x-www-form-urlencodedx",
                "Content-Type: text/plain\r\nContent-Type: application/x-www-form-urlencoded")) {
            for (String path : List.of(
                    "/settings/le-chat/opt-out",
                    "/settings/le-chat/opt-in",
                    "/settings/le-chat/withdraw",
                    "/support")) {
                assertThat(RawHttp.send(
                                home,
                                "POST " + path + " HTTP/1.1",
                                "Host: " + home.getAuthority(),
                                header,
                                "Content-Length: 0",
                                "Cookie: " + visitor.cookieHeader()))
                        .as("%s to %s", header, path)
                        .startsWith("HTTP/1.1 " + (header.contains("text/plain") ? 400 : 415) + " ")
                        .contains("We could not read that request");
            }
        }
        nothingHappened();
    }

    @Test
    void requiresTheCsrfTokenWhateverTheCaseOfTheMediaType() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        var type = "Application/X-WWW-Form-URLencoded ; charset=iso-8859-1";

        assertThat(pressed(visitor, type, "planEntry=1")).contains("__Host-notice=form_expired.le-chat");
        assertThat(ledger.state(UUID.fromString(person.id()))
                        .consentState("le-chat")
                        .isOptedOut())
                .isFalse();
        var form = Visitor.fields(visitor.get("/settings"), "le-chat", Map.of()).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        assertThat(pressed(visitor, type, form)).startsWith("HTTP/1.1 303 ");
    }

    private String pressed(Visitor visitor, String type, String form) {
        return RawHttp.sendText(
                home,
                "POST /settings/le-chat/opt-out HTTP/1.1\r\nHost: " + home.getAuthority() + "\r\nContent-Type: "
                        + type + "\r\nContent-Length: " + form.length() + "\r\nCookie: " + visitor.cookieHeader()
                        + "\r\nConnection: close\r\n\r\n" + form);
    }

    @Test
    void ignoresCsrfCookiesWithAMalformedName() {
        var visitor = PERSON.visitor();
        var planted = "A".repeat(22);
        var form = "csrf=" + planted;
        for (String before : List.of(",", ", ,", "\"", "(", "\u00a0", ",;,", "x,")) {
            assertThat(RawHttp.sendText(
                            home,
                            "POST /settings/le-chat/opt-out HTTP/1.1\r\nHost: " + home.getAuthority()
                                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + form.length() + "\r\nCookie: " + before + "__Host-csrf=" + planted
                                    + "\r\nCookie: q_session=" + visitor.cookie("q_session")
                                    + "\r\nConnection: close\r\n\r\n" + form))
                    .as(before)
                    .contains("__Host-notice=form_expired.le-chat");
        }
        nothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%zz&b=%0"})
    void respondsWith400ToAMalformedForm(String form) throws IOException {
        var answer = raw(
                "POST /settings/le-chat/opt-out HTTP/1.1",
                "Host: " + home.getAuthority(),
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + form.length(),
                "Cookie: " + PERSON.visitor().cookieHeader(),
                "",
                form);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("We could not read that request");
        nothingHappened();
    }

    @Test
    void respondsWith400ToAFormWithThousandsOfFields() throws IOException {
        var form = "a=b&".repeat(4_000);

        Response answer = PERSON.visitor().send("/settings/le-chat/opt-out", form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("We could not read that request");
        nothingHappened();
    }

    private void nothingHappened() {
        assertThat(ledger.state(UUID.fromString(PERSON.id()))
                        .consentState("le-chat")
                        .isOptedOut())
                .isFalse();
    }

    /** Sends the request byte for byte, which client libraries would reject. */
    private String raw(String... lines) throws IOException {
        try (var socket = new Socket(home.getHost(), home.getPort())) {
            var request = String.join("\r\n", lines);
            var hasBody = request.contains("\r\n\r\n");
            socket.getOutputStream()
                    .write((hasBody
                                    ? request.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                                    : request + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(10_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
