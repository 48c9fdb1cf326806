package ai.datacontrols.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.demo.OneTimeCode;
import ai.datacontrols.parts.Account;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Somebody with a browser that keeps cookies and follows nothing by itself. Signs in through the real Keycloak. */
public class Visitor {

    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> atKeycloak = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final String language;

    public Visitor(String language) {
        this.language = language;
    }

    /** Somebody who has signed in and is back on the page they wanted. */
    public static Visitor signedIn(Account person) {
        var visitor = new Visitor("en");
        var arrived = visitor.signIn("/settings", person);
        assertThat(arrived.statusCode()).isEqualTo(200);
        return visitor;
    }

    /** Sends one more header from now on. */
    public Visitor with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Has one more cookie from now on, or another value of one. */
    public Visitor withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /** The value of a cookie; null without one of that name. */
    public String cookie(String name) {
        return cookies.get(name);
    }

    /** All cookies, as a request carries them. */
    public String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** A copy of this browser's cookies in another one. */
    public Visitor copy() {
        var copy = new Visitor(language);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** Asks for a page, signs in where that is asked for, and gets the page. */
    public Response signIn(String path, Account person) {
        var toKeycloak = get(path);
        assertThat(toKeycloak.statusCode()).isEqualTo(302);
        var form = elsewhere(atKeycloak).get(uri(toKeycloak.header("Location")));
        atKeycloak.putAll(form.cookies());
        var action = html(form).select("#kc-form-login").attr("action");
        var back = elsewhere(atKeycloak)
                .contentType(ContentType.URLENC)
                .formParam("username", person.username())
                .formParam("password", person.password())
                .post(uri(action));
        assertThat(back.statusCode()).as("sign-in of %s", person.username()).isEqualTo(302);
        atKeycloak.putAll(back.cookies());
        return follow(back);
    }

    /** Asks for a page and is led through sign-in without being asked anything, as Keycloak still knows this browser. */
    public Response signInAgain(String path) {
        return follow(elsewhere(atKeycloak).get(uri(get(path).header("Location"))));
    }

    /** Somebody of the staff who has signed in with both factors. */
    public static Visitor staff(Account staff, String path) {
        var visitor = new Visitor("en");
        var arrived = visitor.signInAsStaff(path, staff);
        assertThat(arrived.statusCode()).as(arrived.asString()).isEqualTo(200);
        return visitor;
    }

    /** Asks for a page of staff, shows the password and the second factor, and gets what comes then. */
    public Response signInAsStaff(String path, Account staff) {
        return secondFactor(password(path, staff), staff);
    }

    /** The same of somebody who has shown the password before. */
    public Response secondFactor(String path, Account staff) {
        return secondFactor(elsewhere(atKeycloak).get(uri(get(path).header("Location"))), staff);
    }

    /** Asks for a page and shows the password; what Keycloak answers then. */
    public Response password(String path, Account person) {
        var form = elsewhere(atKeycloak).get(uri(get(path).header("Location")));
        atKeycloak.putAll(form.cookies());
        var answer = elsewhere(atKeycloak)
                .contentType(ContentType.URLENC)
                .formParam("username", person.username())
                .formParam("password", person.password())
                .post(uri(html(form).select("#kc-form-login").attr("action")));
        atKeycloak.putAll(answer.cookies());
        return answer;
    }

    private Response secondFactor(Response asked, Account staff) {
        var form = html(asked).select("#kc-otp-login-form").attr("action");
        assertThat(form).as("asks for a second factor: %s", html(asked).text()).isNotEmpty();
        atKeycloak.putAll(asked.cookies());
        var back = elsewhere(atKeycloak)
                .contentType(ContentType.URLENC)
                .formParam("otp", OneTimeCode.now(staff.username()))
                .post(uri(form));
        atKeycloak.putAll(back.cookies());
        return follow(back);
    }

    /** Asks for a page and takes what comes. */
    public Response get(String path) {
        return keep(request().get(path.startsWith("http") ? uri(path) : URI.create(path)));
    }

    /** Goes where an answer leads, as far as it leads. */
    public Response follow(Response answer) {
        var next = answer;
        for (var step = 0; step < 5 && next.statusCode() / 100 == 3; step++) {
            next = get(next.header("Location"));
        }
        return next;
    }

    /** Presses the switch of a product: sends its form as the page holds it, with some fields changed. */
    public Response press(String product, Map<String, String> changed) {
        return press(get("/settings"), product, changed);
    }

    /** The same, from a page that was got before. */
    public Response press(Response page, String product, Map<String, String> changed) {
        var action = html(page).select("#" + product + "-choice form").attr("action");
        return post(action, fields(page, product, changed));
    }

    /** Looks an account up as staff do: fills in the form of the page at this address and sends it there. */
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

    /** Sends a form. */
    public Response post(String path, Map<String, String> fields) {
        return keep(request()
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParams(fields)
                .post(path));
    }

    /** Sends a form as it is written. */
    public Response send(String path, String form) {
        return keep(request()
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .body(form)
                .post(path));
    }

    /** The fields of a product's form on a page, with some changed. */
    public static Map<String, String> fields(Response page, String product, Map<String, String> changed) {
        var fields = new HashMap<String, String>();
        html(page)
                .select("#" + product + "-choice input")
                .forEach(input -> fields.put(input.attr("name"), input.val()));
        fields.putAll(changed);
        return fields;
    }

    /** The page as a document. */
    public static Document html(Response page) {
        return Jsoup.parse(page.asString());
    }

    private RequestSpecification request() {
        return elsewhere(cookies).headers(headers).header("Accept-Language", language);
    }

    private static RequestSpecification elsewhere(Map<String, String> cookies) {
        return given().redirects().follow(false).urlEncodingEnabled(false).cookies(cookies);
    }

    private Response keep(Response answer) {
        answer.getDetailedCookies().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return answer;
    }

    private static URI uri(String address) {
        return URI.create(address);
    }
}
