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

    static final String IN_LOG = "requestId";

    /** 128 bits, as proxies generate; any other value could be personal data, such as an e-mail address. */
    private static final Pattern FROM_PROXY =
            Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    void register(@Observes Filters filters) {
        RequestPipeline.REQUEST_ID.register(filters, context -> {
            of(context);
            context.next();
        });
    }

    /** Returns the id of a request, and assigns one if the request failed before the filter. */
    public static String of(RoutingContext context) {
        String known = context.get(RequestId.class.getName());
        if (known != null) {
            return known;
        }
        var id = fromProxyOrNew(context.request().getHeader("X-Request-Id"));
        context.put(RequestId.class.getName(), id);
        // Quarkus propagates it with the request across threads
        MDC.put(IN_LOG, id);
        return id;
    }

    private static String fromProxyOrNew(String named) {
        return named != null && FROM_PROXY.matcher(named).matches()
                ? named
                : UUID.randomUUID().toString();
    }
}
