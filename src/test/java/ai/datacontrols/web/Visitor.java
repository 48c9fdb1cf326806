package ai.datacontrols.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.HttpBrowser;
import ai.datacontrols.parts.KeycloakCosts;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A browser that stores cookies, doesn't follow redirects, and signs in at the real Keycloak. */
public class Visitor {

    /** Oldest first, as browsers send them. */
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private final HttpBrowser keycloak = new HttpBrowser();
    private final Map<String, String> headers = new HashMap<>();
    private final List<String> setCookies = new ArrayList<>();
    private final String language;
    private boolean isBlockingCookies;

    public Visitor(String language) {
        this.language = language;
    }

    public static Visitor signedIn(Account person) {
        var visitor = new Visitor("en");
        var arrived = visitor.signIn("/settings", person);
        assertThat(arrived.statusCode()).isEqualTo(200);
        return visitor;
    }

    /** Adds a header to all further requests. */
    public Visitor with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public Visitor withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /** Returns the value of a cookie, or null without a cookie of that name. */
    public String cookie(String name) {
        return cookies.get(name);
    }

    /** Returns the Set-Cookie headers of all responses so far. */
    public List<String> setCookies() {
        return List.copyOf(setCookies);
    }

    /** Returns all cookies as the value of a Cookie header. */
    public String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Returns another browser with a copy of the cookies. */
    public Visitor copy() {
        return copy(language);
    }

    /** Returns another browser with a copy of the cookies and another preferred language. */
    Visitor copy(String preferred) {
        var copy = new Visitor(preferred);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** Opens a page that requires sign-in, signs in with the password, and returns the page. */
    public Response signIn(String path, Account person) {
        return KeycloakCosts.measured("sign-in", () -> arrive(password(path, person), person));
    }

    /** Opens a page that requires sign-in; Keycloak's session makes its form unnecessary. */
    public Response signInAgain(String path) {
        return follow(get(HttpBrowser.target(toKeycloak(path)).toString()));
    }

    /** Continues a sign-in that was started in another tab; Keycloak's session makes its form unnecessary. */
    public Response continueSignIn(Response redirect) {
        return follow(get(callback(redirect)));
    }

    /** Returns the callback to which Keycloak redirects a sign-in from another tab, using the session it has by now. */
    public String callback(Response redirect) {
        return HttpBrowser.target(atKeycloak(() -> keycloak.get(URI.create(redirect.header("Location")))))
                .toString();
    }

    /** Stores no cookies of the application from now on. */
    public Visitor blockingCookies() {
        isBlockingCookies = true;
        return this;
    }

    /** Returns whether Keycloak has no session of this browser and asks for the password. */
    public boolean asksForThePassword(String path) {
        var answer = toKeycloak(path);
        return answer.statusCode() == 200
                && !html(answer).select("#kc-form-login").isEmpty();
    }

    public static Visitor staff(Account staff, String path) {
        var visitor = new Visitor("en");
        var arrived = visitor.signInAsStaff(path, staff);
        assertThat(arrived.statusCode()).as(arrived.asString()).isEqualTo(200);
        return visitor;
    }

    /** Opens a page for staff, signs in with password and one-time code, and returns the page. */
    public Response signInAsStaff(String path, Account staff) {
        return KeycloakCosts.measured("staff sign-in", () -> secondFactor(passwordOfStaff(path, staff), staff));
    }

    /**
     * Opens a page for staff, submits the password, and returns Keycloak's response to the request for a second factor.
     */
    public HttpResponse<String> passwordOfStaff(String path, Account staff) {
        return leave(get(callbackAfterPassword(path, staff)));
    }

    /** Opens a page for staff when the password has been submitted before: Keycloak asks for the one-time code only. */
    public Response secondFactor(String path, Account staff) {
        return secondFactor(toKeycloak(path), staff);
    }

    /** Opens a page that requires sign-in, submits the password, and returns Keycloak's response. */
    public HttpResponse<String> password(String path, Account person) {
        return atKeycloak(() -> keycloak.submitPassword(toKeycloak(path), person));
    }

    /** Opens a page that requires sign-in, submits the password, and returns the callback to which Keycloak redirects. */
    public String callbackAfterPassword(String path, Account person) {
        return HttpBrowser.target(password(path, person)).toString();
    }

    private Response secondFactor(HttpResponse<String> form, Account staff) {
        return arrive(atKeycloak(() -> keycloak.submitOneTimeCode(form, staff)), staff);
    }

    private HttpResponse<String> toKeycloak(String path) {
        return leave(get(path));
    }

    /** Follows redirects to Keycloak, and returns its response. */
    private HttpResponse<String> leave(Response answer) {
        var redirect = untilKeycloak(answer);
        return atKeycloak(() -> keycloak.get(URI.create(redirect.header("Location"))));
    }

    /** Follows the application's redirects to the one that leads to Keycloak, and returns that one. */
    public Response untilKeycloak(Response answer) {
        var redirect = answer;
        for (var step = 0; step < 5 && !leadsToKeycloak(redirect); step++) {
            assertThat(redirect.statusCode() / 100).as(redirect.asString()).isEqualTo(3);
            redirect = get(redirect.header("Location"));
        }
        return redirect;
    }

    private static boolean leadsToKeycloak(Response answer) {
        return answer.statusCode() == 302 && answer.header("Location").contains("/protocol/openid-connect/auth");
    }

    private Response arrive(HttpResponse<String> fromKeycloak, Account person) {
        assertThat(fromKeycloak.statusCode())
                .as("sign-in of %s", person.username())
                .isEqualTo(302);
        return follow(get(HttpBrowser.target(fromKeycloak).toString()));
    }

    private static HttpResponse<String> atKeycloak(KeycloakRequest request) {
        try {
            return request.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface KeycloakRequest {
        HttpResponse<String> send() throws IOException;
    }

    public Response get(String path) {
        // as if the address had been typed
        var request =
                headers.containsKey("Sec-Fetch-Site") ? request() : request().header("Sec-Fetch-Site", "none");
        return keep(request.get(URI.create(path)));
    }

    /** Follows redirects to the final response. */
    public Response follow(Response answer) {
        var next = answer;
        for (var step = 0; step < 5 && next.statusCode() / 100 == 3; step++) {
            next = get(next.header("Location"));
        }
        return next;
    }

    /** Submits the form of a product's switch on the settings page, with some fields changed. */
    public Response press(String product, Map<String, String> changed) {
        return press(get("/settings"), product, changed);
    }

    /** Submits the form of a product's switch on this page, with some fields changed. */
    public Response press(Response page, String product, Map<String, String> changed) {
        var action = html(page).select(inCard(product, "form")).attr("action");
        return post(action, fields(page, product, changed));
    }

    /** Submits the staff search form on the page with this address. */
    public Response search(String address, String subject, String reason) {
        var form = html(get(address)).select("form[method=post]");
        return post(
                address,
                Map.of(
                        "csrf",
                        form.select("input[name=csrf]").val(),
                        "account",
                        form.select("input[name=account]").val(),
                        "subject",
                        subject,
                        "reason",
                        reason));
    }

    public Response post(String path, Map<String, String> fields) {
        return keep(request()
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParams(fields)
                .post(path));
    }

    /** Submits an encoded form unchanged. */
    public Response send(String path, String form) {
        return keep(request()
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .body(form)
                .post(path));
    }

    /** Returns the fields of a product's form on a page, with some changed. */
    public static Map<String, String> fields(Response page, String product, Map<String, String> changed) {
        var fields = new HashMap<String, String>();
        html(page).select(inCard(product, "input")).forEach(input -> fields.put(input.attr("name"), input.val()));
        fields.putAll(changed);
        return fields;
    }

    /** Returns the selector of elements of the forms that choose; a withdrawal is below the notice. */
    private static String inCard(String product, String element) {
        return "#%1$s-choice %2$s, #%1$s-now %2$s".formatted(product, element);
    }

    public static Document html(Response page) {
        return Jsoup.parse(page.asString());
    }

    public static Document html(HttpResponse<String> page) {
        return Jsoup.parse(page.body());
    }

    private RequestSpecification request() {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .cookies(cookies)
                .headers(headers)
                .header("Accept-Language", language);
    }

    private Response keep(Response answer) {
        setCookies.addAll(answer.headers().getValues("Set-Cookie"));
        answer.getDetailedCookies().forEach(cookie -> {
            if (cookie.getMaxAge() == 0 || isBlockingCookies) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return answer;
    }
}
