package ai.datacontrols.web.auth;

import ai.datacontrols.web.NoticeCookie;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.locale.LanguageCookie;
import ai.datacontrols.web.locale.ZoneCookie;
import ai.datacontrols.web.request.ApiPath;
import ai.datacontrols.web.request.PageRequests;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reduces the Cookie header to the cookies that the requested path uses, before its size is checked: pending sign-ins
 * and cookies of other applications of the domain make no page unreachable.
 */
@Singleton
class RequestCookies {

    static final String REPLACED_SESSION = RequestCookies.class.getName() + ".replacedSession";

    private static final Set<String> SHORT =
            Set.of(LanguageCookie.NAME, ZoneCookie.NAME, LiveSession.STAFF_MARK, NoticeCookie.NAME);

    private static final int MAX_CHARS_OF_SHORT_COOKIES = 200;

    private static final int MAX_STATE_COOKIES = 10;

    /** Must fit into the 16 KB limit for all headers. */
    private static final int MAX_CHARS_OF_STATE_COOKIES = 6 * 1024;

    /** Browsers keep about 180 cookies per host. The oldest beyond this limit are not read. */
    private static final int MAX_COOKIES = 500;

    /** Later responses expire the remaining ones. */
    private static final int MAX_EXPIRED_COOKIES = 50;

    private static final Pattern SIGNED_IN_PATH =
            Pattern.compile("/(?:settings|support|signed-in|signed-out|sign-out)(?:/.*)?");

    /** 16 bytes in Base64. With any other token, every page would be rejected until the cookie expires. */
    private static final Pattern FORM_TOKEN = Pattern.compile("[\\w-]{22}");

    private final String csrf;

    RequestCookies(@ConfigProperty(name = "quarkus.rest-csrf.cookie-name") String csrf) {
        this.csrf = csrf;
    }

    void register(@Observes Filters filters) {
        RequestPipeline.COOKIES.register(filters, context -> {
            if (PageRequests.isPage(context)) {
                normalize(context);
            } else if (ApiPath.isApi(context.request().path())) {
                context.request().headers().remove(HttpHeaders.COOKIE);
            }
            context.next();
        });
    }

    private void normalize(RoutingContext context) {
        var headers = context.request().headers();
        var sent = headers.getAll(HttpHeaders.COOKIE);
        if (sent.isEmpty()) {
            return;
        }
        var path = context.request().path();
        var header = String.join(";", sent);
        var signIn = SignInCookies.determine(
                context,
                PageRequests.isStaffPath(path)
                        && parse(header, SignInCookies.STAFF, new HashSet<>())
                                .containsKey(SignInCookies.STAFF.session()));
        var former = new LinkedHashSet<String>();
        var cookies = parse(header, signIn, former);
        var callbackState = signIn.callbackState(context.request());

        if (callbackState != null && cookies.containsKey(callbackState)) {
            // the extension would use the session of another tab and not finish this sign-in, losing its link
            var replaced = cookies.remove(signIn.session());
            if (replaced != null) {
                context.put(
                        REPLACED_SESSION, replaced.substring(signIn.session().length() + 1));
            }
        }
        var staleStates = staleStates(signIn, cookies, callbackState);
        cookies.keySet().removeAll(Set.copyOf(staleStates));

        if (cookies.isEmpty()) {
            headers.remove(HttpHeaders.COOKIE);
        } else {
            headers.set(HttpHeaders.COOKIE, String.join("; ", cookies.values()));
        }
        if (SIGNED_IN_PATH.matcher(path).matches()) {
            expireWithResponse(context, signIn, cookies.keySet(), staleStates, former);
        }
    }

    /**
     * Keeps the last of several cookies with the same name. Browsers send older cookies first, so the one that this
     * application has just set follows one that another host of the domain set before; keeping the first would cause a
     * sign-in loop.
     *
     * @param former receives the names of cookies that contain a session of an earlier version
     */
    Map<String, String> parse(String header, SignInCookies signIn, Set<String> former) {
        var newestFirst = new ArrayList<Map.Entry<String, String>>();
        var names = new HashSet<String>();
        for (int end = header.length(), start, count = 0; end > 0 && count < MAX_COOKIES; end = start, count++) {
            start = header.lastIndexOf(';', end - 1);
            var cookie = header.substring(start + 1, end);
            var equals = cookie.indexOf('=');
            if (equals < 0) {
                continue;
            }
            var name = cookie.substring(0, equals).strip();
            var value = cookie.substring(equals + 1).strip();
            if (isUsed(name, value, signIn)) {
                if (names.add(name)) {
                    newestFirst.add(Map.entry(name, name + "=" + value));
                }
            } else if (signIn.isSession(name) || signIn.isSessionChunk(name)) {
                former.add(name);
            }
        }
        Collections.reverse(newestFirst);
        var cookies = new LinkedHashMap<String, String>();
        newestFirst.forEach(cookie -> cookies.put(cookie.getKey(), cookie.getValue()));
        return cookies;
    }

    private boolean isUsed(String name, String value, SignInCookies signIn) {
        return SHORT.contains(name) && value.length() <= MAX_CHARS_OF_SHORT_COOKIES
                || name.equals(csrf) && FORM_TOKEN.matcher(value).matches()
                || signIn.isSession(name) && SessionStore.COOKIE.matcher(value).matches()
                || signIn.isState(name);
    }

    /** Returns the oldest state cookies beyond the limits. Browsers send the newest last. */
    private static List<String> staleStates(SignInCookies signIn, Map<String, String> cookies, String callbackState) {
        var states = cookies.keySet().stream()
                .filter(signIn::isState)
                .filter(name -> !name.equals(callbackState))
                .toList();
        var stale = new ArrayList<String>();
        var chars = 0;
        for (var i = states.size() - 1; i >= 0; i--) {
            chars += cookies.get(states.get(i)).length();
            if (states.size() - i > MAX_STATE_COOKIES || chars > MAX_CHARS_OF_STATE_COOKIES) {
                stale.add(states.get(i));
            }
        }
        return stale;
    }

    private static void expireWithResponse(
            RoutingContext context,
            SignInCookies signIn,
            Set<String> kept,
            List<String> staleStates,
            Set<String> formerSession) {
        // deferred, because Vert.x has one cookie set for request and response, where the extension would find them
        context.addHeadersEndHandler(sent -> {
            var response = context.response();
            var expired = new LinkedHashSet<>(staleStates);
            if (response.getStatusCode() == ErrorKind.HEADERS_TOO_LARGE.status()) {
                kept.stream().filter(signIn::isState).forEach(expired::add);
            }
            expired.addAll(formerSession);
            if (context.request().getCookie(signIn.session()) != null) {
                // kept beside a former one, or set by this response
                expired.remove(signIn.session());
            }
            expired.stream().limit(MAX_EXPIRED_COOKIES).forEach(name -> expire(response, name, signIn.path()));
        });
    }

    private static void expire(HttpServerResponse response, String name, String path) {
        response.addCookie(Cookie.cookie(name, "")
                .setPath(path)
                .setMaxAge(0)
                .setHttpOnly(true)
                .setSecure(true));
    }
}
