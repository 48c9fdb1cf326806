package ai.datacontrols.web.request;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Describes who sent a request, and to which resource, without any text chosen by the client. */
public final class Caller {

    /** The key under which Quarkus stores the path template of the matched resource. */
    public static final String ROUTE = "UrlPathTemplate";

    private static final String SUBJECT = Caller.class.getName();

    private static final Pattern PLAIN = Pattern.compile("[\\w-]{1,64}");

    private Caller() {}

    public static void remember(RoutingContext context, SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token
                && token.getSubject() != null
                && PLAIN.matcher(token.getSubject()).matches()) {
            context.put(SUBJECT, token.getSubject());
        }
    }

    /** Returns the request for the log: method, route and subject, but never the URL. */
    public static String of(RoutingContext context) {
        var method = context.request().method().name();
        String subject = context.get(SUBJECT);
        String route = ((HttpServerRequestInternal) context.request()).context().getLocal(ROUTE);
        return "%s %s by %s"
                .formatted(
                        HttpMethods.isKnown(method) ? method : "(unknown method)",
                        route == null ? "(no route)" : withoutPatterns(route),
                        subject == null ? "(not authenticated)" : subject);
    }

    private static String withoutPatterns(String route) {
        var plain = new StringBuilder();
        var depth = 0;
        var isPattern = false;
        for (var character : route.toCharArray()) {
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            isPattern = depth > 0 && (isPattern || character == ':');
            if (!isPattern) {
                plain.append(character);
            }
        }
        return plain.toString();
    }
}
