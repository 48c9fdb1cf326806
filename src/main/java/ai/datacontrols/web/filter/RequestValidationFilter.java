package ai.datacontrols.web.filter;

import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.error.ErrorHandler;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.ndjson.JsonLines;
import ai.datacontrols.web.request.ApiPath;
import ai.datacontrols.web.request.MediaTypes;
import ai.datacontrols.web.request.PageRequests;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rejects, before any other handling, what no page of this application sends: another host (it would appear in
 * redirects), forms from other sites (OWASP ASVS 5.0, 3.5.1), control characters (they would forge log lines), and
 * requests that are too large.
 */
@Singleton
class RequestValidationFilter {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Pattern CONTROL_CHARACTER = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");
    private static final int MOST_BYTES_OF_HEADERS = 16 * 1024;
    private static final int MOST_BYTES_OF_A_DOCUMENT = 64 * 1024;

    private final URI address;
    private final ErrorHandler errorHandler;

    RequestValidationFilter(SiteConfig site, ErrorHandler errorHandler) {
        this.address = site.address();
        this.errorHandler = errorHandler;
    }

    void register(@Observes Filters filters) {
        RequestPipeline.VALIDATION.register(filters, this::validate);
    }

    private void validate(RoutingContext context) {
        var objection =
                PageRequests.isPage(context) ? errorInPageRequest(context.request()) : errorIn(context.request());
        if (objection != null) {
            errorHandler.answer(context, objection);
        } else if (PageRequests.isPage(context)
                && context.request().method() == HttpMethod.POST
                && !isForm(context.request())) {
            errorHandler.answer(context, ErrorKind.UNSUPPORTED_MEDIA_TYPE);
        } else if (ApiPath.isOwn(context.request().path())
                && !MediaTypes.isUtf8(context.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
            // RFC 8259, 8.1
            context.fail(new RequestException(ErrorKind.UNSUPPORTED_MEDIA_TYPE, "JSON is UTF-8"));
        } else {
            context.next();
        }
    }

    /** API clients may use another host name, and send no origin. */
    private ErrorKind errorIn(HttpServerRequest request) {
        if (hasControlCharacters(request.uri())) {
            return ErrorKind.INVALID_REQUEST;
        }
        if (bytesOfHeaders(request) > MOST_BYTES_OF_HEADERS) {
            return ErrorKind.HEADERS_TOO_LARGE;
        }
        return !JsonLines.isBodyOf(request) && bytesOfBody(request) > MOST_BYTES_OF_A_DOCUMENT
                ? ErrorKind.TOO_LARGE
                : null;
    }

    private ErrorKind errorInPageRequest(HttpServerRequest request) {
        if (!hasOwnHost(request)) {
            return ErrorKind.MISDIRECTED_REQUEST;
        }
        var objection = errorIn(request);
        if (objection != null) {
            return objection;
        }
        return SAFE.contains(request.method()) || isSameOrigin(request) ? null : ErrorKind.CROSS_SITE_FORM;
    }

    /** The CSRF filter requires a token only for this media type. */
    private static boolean isForm(HttpServerRequest request) {
        return MediaTypes.is(request.getHeader(HttpHeaders.CONTENT_TYPE), MediaTypes.FORM);
    }

    private boolean hasOwnHost(HttpServerRequest request) {
        var requested = request.authority();
        return requested != null
                && requested.host().equalsIgnoreCase(address.getHost())
                && port(requested.port(), request.scheme()) == port(address.getPort(), address.getScheme());
    }

    private static int port(int named, String scheme) {
        return named > 0 ? named : "https".equals(scheme) ? 443 : 80;
    }

    /** True without an origin: the CSRF token is still required, because every POST is a form. */
    private boolean isSameOrigin(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return (site == null || site.equals("same-origin"))
                && (origin == null || origin.equals(address.getScheme() + "://" + address.getRawAuthority()));
    }

    private static boolean hasControlCharacters(String uri) {
        try {
            return CONTROL_CHARACTER
                    .matcher(URLDecoder.decode(uri, StandardCharsets.UTF_8))
                    .find();
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }

    private static int bytesOfHeaders(HttpServerRequest request) {
        return request.headers().entries().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length() + 4)
                .sum();
    }

    private static long bytesOfBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        var isOpen = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return isOpen ? Long.MAX_VALUE : length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }
}
