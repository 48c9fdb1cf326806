package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Token;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each resource has one spelling of its path; any other is rejected before any filter or router reads it. */
@QuarkusTest
class RequestTargetTest {

    private static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

    /** Spellings that some routers treat as {@code /support}. */
    private static final List<String> ODD_SUPPORT = List.of(
            "/./support",
            "//support",
            "/%73upport",
            "/suppor%74",
            "/support;x",
            "/support;a=b",
            "/;/support",
            "/settings/../support",
            "/api/../support",
            "/api/%2e%2e/support",
            "/.//support",
            "/%2e/support",
            "/support/.",
            "/support//",
            "/support/x/..",
            "/support%2F",
            "/support%2freads",
            "/support%5Creads",
            "/support%3Bx",
            "/support%00",
            "/support%c0%af");

    @TestHTTPResource
    URI home;

    @Inject
    Ledger ledger;

    @Test
    void rejectsOtherSpellingsOfStaffPagesWithoutASecondFactor() {
        var staff = Realm.newStaff("support");
        var cookie = "Cookie: q_session_support=" + Visitor.signedIn(staff).cookie("q_session");

        assertThat(ODD_SUPPORT).allSatisfy(path -> {
            assertThat(RawHttp.get(home, path, cookie, BROWSER))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("This page does not exist");
            assertThat(RawHttp.get(home, path, cookie))
                    .startsWith("HTTP/1.1 404 ")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("urn:data-controls:problem:not-found");
        });
        assertThat(RawHttp.get(home, "/support", cookie))
                .as("a session cookie of the settings pages isn't valid for staff")
                .startsWith("HTTP/1.1 302 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/me",
                "/api//v1/me",
                "/api/v1/me/",
                "/api/v1/me;x",
                "/%61pi/v1/me",
                "/api/./v1/me",
                "/settings/../api/v1/me",
                "/api",
                "/api/",
                "/access//v1/evaluation",
                "/access/v1/evaluation/",
                "/access"
            })
    void respondsWithAProblemToOtherSpellingsOfTheApi(String path) {
        assertThat(RawHttp.get(home, path, BROWSER, "Authorization: Bearer " + Token.of("pipeline-chat")))
                .startsWith("HTTP/1.1 404 ")
                .containsIgnoringCase("content-type: application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "/settings/,               /settings",
        "/settings/plans/?from=a,  /settings/plans?from=a",
        "/support/,                /support",
        "/settings/?x=%2F../&y=//, /settings?x=%2F../&y=//",
        "/nowhere/,                /nowhere"
    })
    void redirectsAPageWithATrailingSlash(String path, String target) {
        assertThat(RawHttp.get(home, path)).startsWith("HTTP/1.1 308 ").contains("\r\nlocation: " + target + "\r\n");
    }

    @Test
    void rejectsAFormWithATrailingSlash() {
        assertThat(RawHttp.send(home, "POST /settings/ HTTP/1.1", host(), "Content-Length: 0"))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void checksTheOriginOfAFormOnAnyPath() {
        Account person = Realm.newPerson(Map.of("la-plateforme", "free"));
        var visitor = Visitor.signedIn(person);

        for (var prefix : List.of("/api/..", "/q/..", "/.", "/", "/api/%2e%2e")) {
            assertThat(RawHttp.send(
                            home,
                            "POST " + prefix + "/settings/la-plateforme/opt-out HTTP/1.1",
                            "Host: evil.example",
                            "Origin: https://evil.example",
                            "Sec-Fetch-Site: cross-site",
                            "Content-Length: 0",
                            "Cookie: " + visitor.cookieHeader()))
                    .as(prefix)
                    .startsWith("HTTP/1.1 404 ")
                    .doesNotContain("ocation: ");
        }
        assertThat(ledger.state(UUID.fromString(person.id()))
                        .consentState("la-plateforme")
                        .isOptedOut())
                .isFalse();
    }

    @Test
    void acceptsAbsoluteTargetsOfItsOwnHostOnly() {
        assertThat(RawHttp.get(home, home.resolve("/signed-out").toString())).startsWith("HTTP/1.1 200 ");
        assertThat(RawHttp.get(home, "http://evil.example/signed-out")).startsWith("HTTP/1.1 400 ");
        assertThat(RawHttp.get(home, home.resolve("/").toString() + "./signed-out"))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void acceptsEncodedTextAndAnyQuery() {
        assertThat(RawHttp.get(home, "/signed-out?x=/../y;z&q=%2e//")).startsWith("HTTP/1.1 200 ");
        assertThat(RawHttp.get(home, "/%C3%A9t%c3%a9/a+b@c:d!$&()*,=~", BROWSER))
                .startsWith("HTTP/1.1 404 ")
                .contains("This page does not exist");
    }

    @Test
    void respondsWith400ToARequestWithoutOneHost() {
        assertThat(RawHttp.send(home, "GET / HTTP/1.1", host(), "Host: evil.example"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(RawHttp.send(home, "GET / HTTP/1.1", host(), host())).startsWith("HTTP/1.1 400 ");
        assertThat(RawHttp.send(home, "GET /api/v1/me HTTP/1.1", "X: y"))
                .startsWith("HTTP/1.1 400 ")
                .contains("problem:invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xchunked", "gzip", "identity", "chunked, gzip"})
    void respondsWith400ToUnknownTransferCodings(String coding) {
        var answer = RawHttp.sendText(
                home,
                "POST /api/v1/decisions HTTP/1.1\r\n" + host() + "\r\nTransfer-Encoding: " + coding
                        + "\r\n\r\nGET /signed-out HTTP/1.1\r\n" + host() + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(answer.split("HTTP/1\\.1 ")).as(answer).hasSize(2);
    }

    @Test
    void ignoresRequestsAfterAResponseThatClosesTheConnection() {
        var request = "GET /nowhere/./ HTTP/1.1\r\n" + host() + "\r\n\r\n";

        var answer = RawHttp.sendText(home, request + request + request);

        assertThat(answer.split("HTTP/1\\.1 404 ")).as(answer).hasSize(2);
    }

    @Test
    void respondsWithAProblemToATargetThatIsTooLong() {
        var token = "Authorization: Bearer " + Token.of("pipeline-chat");

        assertThat(RawHttp.get(home, "/api/v1/changes?after=" + "x".repeat(5_000), token))
                .startsWith("HTTP/1.1 414 ")
                .contains("application/problem+json")
                .contains("\"status\":414");
        assertThat(RawHttp.get(home, "/?x=" + "x".repeat(60_000)))
                .startsWith("HTTP/1.1 414 ")
                .contains("We could not read that request");
        assertThat(RawHttp.get(home, "/?x=" + "x".repeat(4_000))).startsWith("HTTP/1.1 200 ");
    }

    /** One page in one language is about 2 KB. */
    @ParameterizedTest
    @CsvSource({
        "/?a=,                       60000, 414",
        "/settings/x?a=,             60000, 414",
        "/,                          60000, 414",
        "/nowhere?a=,                 3900, 404",
        "/nowhere?%0a=,               3900, 400",
        "/support//x?a=,              3900, 404",
        "/not-signed-in?error=,       3900, 401",
        "/signed-in?code=x&state=,    3900, 400"
    })
    void errorPagesDoNotRepeatTheQuery(String start, int length, int status) {
        for (var text : List.of("!", "a&", "%22")) {
            var page = RawHttp.get(home, start + text.repeat(length / text.length()), BROWSER);

            assertThat(page).as(text).startsWith("HTTP/1.1 " + status + " ");
            assertThat(page.length()).as(text).isLessThan(5_000);
            assertThat(page).contains("href=\"?language=de\"");
        }
    }

    @Test
    void pagesRepeatAShortQueryOnly() {
        var plain = RawHttp.get(home, "/", BROWSER).length();

        for (var text : List.of("!", "a&", "%22")) {
            assertThat(RawHttp.get(home, "/?a=" + text.repeat(4_000 / text.length()), BROWSER)
                            .length())
                    .as(text)
                    .isLessThan(plain + 5_000);
        }
        assertThat(RawHttp.get(home, "/?from=le-chat", BROWSER)).contains("href=\"?from=le-chat&amp;language=de\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "get", "PROPFIND"})
    void respondsWith405ToUnknownMethods(String method) {
        assertThat(RawHttp.send(home, method + " / HTTP/1.1", host())).startsWith("HTTP/1.1 405 ");
        assertThat(RawHttp.send(home, method + " /api/v1/me HTTP/1.1", host()))
                .startsWith("HTTP/1.1 405 ")
                .contains("problem:method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Application/X-NDJSON", "application/x-ndjson;charset=UTF-8", "APPLICATION/x-ndjson ; q=1"})
    void acceptsTheMediaTypeOfNdjsonInAnyCase(String type) {
        var answer = RawHttp.sendText(
                home,
                "POST /api/v1/decisions/batch HTTP/1.1\r\n" + host() + "\r\nAuthorization: Bearer "
                        + Token.of("pipeline-chat") + "\r\nContent-Type: " + type
                        + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\n{}\n\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("problem:invalid-value");
    }

    private String host() {
        return "Host: " + home.getAuthority();
    }
}
