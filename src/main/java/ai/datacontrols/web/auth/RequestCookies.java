package ai.datacontrols.web.auth;

import ai.datacontrols.web.CookieNames;
import ai.datacontrols.web.error.ErrorHandler;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.locale.LanguageCookie;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reduces the Cookie header to the cookies that the requested path uses, before its size is checked, so that neither
 * pending sign-ins nor the cookies of other applications of the same domain make a page unreachable.
 */
@Singleton
class RequestCookies {

    private static final int MAX_STATE_COOKIES = 10;

    /** State cookies and a session of 8 KB must fit into the 16 KB limit for all headers. */
    private static final int MAX_CHARS_OF_STATE_COOKIES = 6 * 1024;

    private static final int MAX_CHARS_ON_PUBLIC_PAGES = 8 * 1024;

    /** Browsers keep about 180 cookies per host; later responses expire the remaining ones. */
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
        // before the size of the headers is checked
        filters.register(
                context -> {
                    if (ErrorHandler.isPage(context)) {
                        normalize(context);
                    } else if (context.request().path().startsWith("/api/")) {
                        context.request().headers().remove(HttpHeaders.COOKIE);
                    }
                    context.next();
                },
                420);
    }

    private void normalize(RoutingContext context) {
        var headers = context.request().headers();
        var sent = headers.getAll(HttpHeaders.COOKIE);
        if (sent.isEmpty()) {
            return;
        }
        var path = context.request().path();
        var isPublic = !SIGNED_IN_PATH.matcher(path).matches();
        var signIn = SignInCookies.of(path);
        var cookies = parse(String.join(";", sent), signIn);
        var callbackState = signIn.callbackState(context.request());

        var replacedSession = Set.<String>of();
        if (callbackState != null && cookies.containsKey(callbackState)) {
            // the extension would use the session of another tab and not finish this sign-in, losing its link
            replacedSession = removeAll(cookies, sessionsOf(signIn, cookies));
        }
        var staleStates = removeAll(cookies, staleStates(signIn, cookies, callbackState));
        if (isPublic && length(cookies) > MAX_CHARS_ON_PUBLIC_PAGES) {
            cookies.keySet().retainAll(Set.of(LanguageCookie.NAME));
        }

        if (cookies.isEmpty()) {
            headers.remove(HttpHeaders.COOKIE);
        } else {
            headers.set(HttpHeaders.COOKIE, String.join("; ", cookies.values()));
        }
        if (!isPublic) {
            expireWithResponse(context, signIn, cookies.keySet(), staleStates, replacedSession);
        }
    }

    /**
     * Keeps the last of several cookies with the same name. Browsers send older cookies first, so the one that this
     * application has just set follows one that another host of the domain set before; keeping the first would cause a
     * sign-in loop.
     *
     * @return cookies by name, as {@code name=value}
     */
    Map<String, String> parse(String header, SignInCookies signIn) {
        var cookies = new LinkedHashMap<String, String>();
        var isChunked = false;
        for (int start = 0, end; start < header.length(); start = end + 1) {
            end = header.indexOf(';', start);
            end = end < 0 ? header.length() : end;
            var cookie = header.substring(start, end);
            var equals = cookie.indexOf('=');
            var name = cookie.substring(0, Math.max(equals, 0)).strip();
            var value = cookie.substring(equals + 1).strip();
            if (isUsed(name, value, signIn)) {
                isChunked = signIn.isSession(name) ? signIn.isSessionChunk(name) : isChunked;
                cookies.remove(name);
                cookies.put(name, name + "=" + value);
            }
        }
        // the extension prefers an unchunked session, which may be the older one
        var latestIsChunked = isChunked;
        cookies.keySet().removeIf(name -> signIn.isSession(name) && signIn.isSessionChunk(name) != latestIsChunked);
        return cookies;
    }

    private boolean isUsed(String name, String value, SignInCookies signIn) {
        return name.equals(LanguageCookie.NAME)
                || name.equals(LiveSession.STAFF_MARK)
                || name.equals(CookieNames.NOTICE)
                || name.equals(csrf) && FORM_TOKEN.matcher(value).matches()
                || signIn.isSession(name)
                || signIn.isState(name);
    }

    private static List<String> sessionsOf(SignInCookies signIn, Map<String, String> cookies) {
        return cookies.keySet().stream().filter(signIn::isSession).toList();
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

    private static Set<String> removeAll(Map<String, String> cookies, List<String> names) {
        cookies.keySet().removeAll(Set.copyOf(names));
        return Set.copyOf(names);
    }

    private static int length(Map<String, String> cookies) {
        return cookies.values().stream().mapToInt(String::length).sum();
    }

    private static void expireWithResponse(
            RoutingContext context,
            SignInCookies signIn,
            Set<String> kept,
            Set<String> staleStates,
            Set<String> replacedSession) {
        // deferred, because Vert.x has one cookie set for request and response, where the extension would find them
        context.addHeadersEndHandler(sent -> {
            var response = context.response();
            var expired = new LinkedHashSet<>(staleStates);
            if (response.getStatusCode() == ErrorKind.HEADERS_TOO_LARGE.status) {
                kept.stream()
                        .filter(name -> signIn.isSession(name) || signIn.isState(name))
                        .forEach(expired::add);
            }
            var current = context.request().cookies().stream()
                    .map(Cookie::getName)
                    .filter(signIn::isSession)
                    .collect(Collectors.toSet());
            if (!current.isEmpty()) {
                replacedSession.stream().filter(name -> !current.contains(name)).forEach(expired::add);
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
