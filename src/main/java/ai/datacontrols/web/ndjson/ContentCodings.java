package ai.datacontrols.web.ndjson;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rejects content codings that no resource decodes (RFC 9110, 8.4). NDJSON may be gzip, which the resource decodes
 * itself once the client is authorized: the HTTP server would inflate on the event loop, before that and without a
 * limit.
 */
@Singleton
public class ContentCodings {

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    void register(@Observes Filters filters) {
        RequestPipeline.CONTENT_CODING.register(filters, ContentCodings::check);
    }

    private static void check(RoutingContext context) {
        var codings = of(context.request());
        var isNdjson = JsonLines.isBodyOf(context.request());
        if (codings.isEmpty() || isNdjson && isGzip(codings)) {
            context.next();
            return;
        }
        var accepted = isNdjson ? "gzip" : "identity";
        context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, accepted);
        context.fail(new RequestException(
                ErrorKind.UNSUPPORTED_MEDIA_TYPE,
                isNdjson ? "the only content coding is gzip, once" : "a document must be sent without content coding"));
    }

    public static boolean isGzip(HttpServerRequest request) {
        return isGzip(of(request));
    }

    private static boolean isGzip(List<String> codings) {
        return codings.size() == 1 && GZIP.contains(codings.get(0));
    }

    /** In the order of their application. {@code identity} is not a coding; empty list elements are ignored (5.6.1). */
    private static List<String> of(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
    }
}
