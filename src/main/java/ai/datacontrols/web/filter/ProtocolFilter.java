package ai.datacontrols.web.filter;

import ai.datacontrols.web.error.ErrorHandler;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.request.HttpMethods;
import ai.datacontrols.web.request.PageRequests;
import ai.datacontrols.web.request.RequestPath;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/** Rejects requests that routing, security and error handling could read differently. */
@Singleton
class ProtocolFilter {

    private static final int MAX_COOKIES = 4096;

    /** Headers that decide about the request: of two, components could use different ones (RFC 9110, 5.3). */
    private static final List<CharSequence> SENT_ONCE = List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.EXPECT,
            HttpHeaders.ORIGIN,
            "Sec-Fetch-Site",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Dest");

    private final ErrorHandler errorHandler;

    ProtocolFilter(ErrorHandler errorHandler) {
        this.errorHandler = errorHandler;
    }

    void register(@Observes Filters filters) {
        RequestPipeline.PROTOCOL.register(filters, this::filter);
    }

    private void filter(RoutingContext context) {
        var request = context.request();
        var error = errorIn(request);
        if (error == null) {
            context.next();
        } else if (error == ErrorKind.NOT_FOUND && isPageWithATrailingSlash(context)) {
            redirectWithoutTheSlash(context);
        } else {
            if (error == ErrorKind.METHOD_NOT_ALLOWED) {
                context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, POST, PUT, DELETE, OPTIONS");
            }
            removeLongCookies(request);
            errorHandler.answer(context, error);
        }
    }

    /** The error page reads the cookie of the language, before {@code RequestCookies} has reduced the header. */
    private static void removeLongCookies(HttpServerRequest request) {
        var length = request.headers().getAll(HttpHeaders.COOKIE).stream()
                .mapToInt(String::length)
                .sum();
        if (length > MAX_COOKIES) {
            request.headers().remove(HttpHeaders.COOKIE);
        }
    }

    private static ErrorKind errorIn(HttpServerRequest request) {
        if (!HttpMethods.isKnown(request.method().name())) {
            return ErrorKind.METHOD_NOT_ALLOWED;
        }
        if (request.uri().length() > RequestPath.MAX_TARGET) {
            return ErrorKind.URI_TOO_LONG;
        }
        if (!hasOneHost(request)
                || !hasKnownFraming(request)
                || SENT_ONCE.stream().anyMatch(header -> isRepeated(request, header))
                || hasFoldedHeader(request)) {
            return ErrorKind.INVALID_REQUEST;
        }
        var path = request.path();
        return RequestPath.isNormal(path)
                        || path != null && path.startsWith("/q/") && RequestPath.isNormalButForATrailingSlash(path)
                ? null
                : ErrorKind.NOT_FOUND;
    }

    /** RFC 9112, 3.2 and 3.2.2: one Host, and no different one in the target. */
    private static boolean hasOneHost(HttpServerRequest request) {
        var hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() > 1 || hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_1) {
            return false;
        }
        if (request.uri().startsWith("/")) {
            return true;
        }
        try {
            var authority = URI.create(request.uri()).getRawAuthority();
            return authority != null && !hosts.isEmpty() && authority.equalsIgnoreCase(hosts.get(0));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** RFC 9112, 6.3: the body has no known end if the last coding isn't chunked. */
    private static boolean hasKnownFraming(HttpServerRequest request) {
        var codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return codings.isEmpty() || codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
    }

    /**
     * RFC 9112, 5.2. Netty joins continuation lines with a space, as the RFC allows, but keeps it at the start of a
     * value, where components disagree on it.
     */
    private static boolean hasFoldedHeader(HttpServerRequest request) {
        for (var header : request.headers()) {
            if (header.getValue().startsWith(" ")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRepeated(HttpServerRequest request, CharSequence header) {
        return request.headers().getAll(header).size() > 1;
    }

    private static boolean isPageWithATrailingSlash(RoutingContext context) {
        var request = context.request();
        return (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD)
                && RequestPath.isNormalButForATrailingSlash(request.path())
                && PageRequests.isPagePath(
                        request.path().substring(0, request.path().length() - 1));
    }

    private static void redirectWithoutTheSlash(RoutingContext context) {
        var request = context.request();
        var path = request.path().substring(0, request.path().length() - 1);
        context.response()
                .setStatusCode(308)
                .putHeader(HttpHeaders.LOCATION, request.query() == null ? path : path + "?" + request.query())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }
}
