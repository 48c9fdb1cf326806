package ai.datacontrols.web.request;

import java.util.Set;

/** The request methods that are recognized (RFC 9110, 9.1, and RFC 5789). Every other method gets 405. */
public final class HttpMethods {

    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private HttpMethods() {}

    public static boolean isKnown(String method) {
        return KNOWN.contains(method);
    }
}
