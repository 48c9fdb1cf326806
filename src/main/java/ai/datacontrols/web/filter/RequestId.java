package ai.datacontrols.web.filter;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Names each request in all lines of the log about it, and in the answer where something went wrong. Where a proxy has named
 * it before us ({@code X-Request-Id}), that name is kept, so that its log and ours can be read together.
 */
@Singleton
public class RequestId {

    /** Under which name the log has it. */
    static final String IN_LOG = "requestId";

    /** 128 bits, as proxies make them; anything else could be somebody's words, such as an e-mail address. */
    private static final Pattern FROM_PROXY =
            Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    void register(@Observes Filters filters) {
        // before every other, as each of them may have something to log
        filters.register(
                context -> {
                    of(context);
                    context.next();
                },
                500);
    }

    /** The id of a request; one that failed before anything of ours saw it is named now. */
    public static String of(RoutingContext context) {
        String known = context.get(RequestId.class.getName());
        if (known != null) {
            return known;
        }
        var id = fromProxyOrNew(context.request().getHeader("X-Request-Id"));
        context.put(RequestId.class.getName(), id);
        // Quarkus keeps it with the request, whichever thread goes on with it
        MDC.put(IN_LOG, id);
        return id;
    }

    private static String fromProxyOrNew(String named) {
        return named != null && FROM_PROXY.matcher(named).matches()
                ? named
                : UUID.randomUUID().toString();
    }
}
