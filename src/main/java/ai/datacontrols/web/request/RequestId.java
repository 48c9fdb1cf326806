package ai.datacontrols.web.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Adds an id to all log lines of a request, and to error responses. An id assigned by a proxy ({@code X-Request-Id}) is
 * kept, so that both logs can be correlated.
 */
@Singleton
public class RequestId {

    private static final String HEADER = "X-Request-ID";

    static final String IN_LOG = "requestId";

    /** 128 bits, as proxies generate; any other value could be personal data, such as an e-mail address. */
    private static final Pattern FROM_PROXY =
            Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Pattern PRINTABLE = Pattern.compile("[ -~]+");

    void register(@Observes Filters filters) {
        RequestPipeline.REQUEST_ID.register(filters, context -> {
            of(context);
            echo(context);
            context.next();
        });
    }

    /** Returns the id of a request, and assigns one if the request failed before the filter. */
    public static String of(RoutingContext context) {
        String known = context.get(RequestId.class.getName());
        if (known != null) {
            return known;
        }
        var id = fromProxyOrNew(context.request().getHeader(HEADER));
        context.put(RequestId.class.getName(), id);
        // Quarkus propagates it with the request across threads
        MDC.put(IN_LOG, id);
        return id;
    }

    /** A response of AuthZEN has the id of its request, which may be any text; only printable characters are echoed. */
    private static void echo(RoutingContext context) {
        var named = context.request().getHeader(HEADER);
        if (named != null
                && ApiPath.isAuthZen(context.request().path())
                && PRINTABLE.matcher(named).matches()) {
            context.response().putHeader(HEADER, named);
        }
    }

    private static String fromProxyOrNew(String named) {
        return named != null && FROM_PROXY.matcher(named).matches()
                ? named
                : UUID.randomUUID().toString();
    }
}
