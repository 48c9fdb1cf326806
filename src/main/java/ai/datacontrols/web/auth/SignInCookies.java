package ai.datacontrols.web.auth;

import ai.datacontrols.web.input.Parameters;
import ai.datacontrols.web.locale.Languages;
import ai.datacontrols.web.request.PageRequests;
import io.quarkus.oidc.runtime.OidcUtils;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.regex.Pattern;

/** The cookies of one of the two sign-ins: the session, and a state cookie for each pending sign-in. */
public enum SignInCookies {
    PAGES(OidcUtils.DEFAULT_TENANT_ID, "", "/", "/signed-in"),
    STAFF("support", "_support", "/support", "/support/signed-in");

    public static final String SECOND_FACTOR = "/support/second-factor";

    private static final String STATE_PARAMETER = "state";

    private static final Set<String> STAFF_ONLY =
            Set.of(SECOND_FACTOR, "/support/signed-in", "/support/sign-out", "/support/signed-out");

    private final String tenant;
    private final String session;
    private final Pattern chunk;
    private final String statePrefix;
    private final Pattern state;
    private final String path;
    private final String callback;

    SignInCookies(String tenant, String tenantSuffix, String path, String callback) {
        this.tenant = tenant;
        session = OidcUtils.SESSION_COOKIE_NAME + tenantSuffix;
        chunk = Pattern.compile(session + OidcUtils.SESSION_COOKIE_CHUNK + "[0-9]{1,2}");
        statePrefix = OidcUtils.STATE_COOKIE_NAME + tenantSuffix + "_";
        state = Pattern.compile(statePrefix + Parameters.UUID_PATTERN);
        this.path = path;
        this.callback = callback;
    }

    /**
     * Returns the sign-in that a request belongs to. A staff page without a staff session belongs to the sign-in of the
     * pages, so that its role is checked before a second factor is requested.
     */
    public static SignInCookies of(RoutingContext context) {
        SignInCookies known = context.get(SignInCookies.class.getName());
        return known == null ? of(context.request().path(), context.request().getCookie(STAFF.session) != null) : known;
    }

    /** Stores the sign-in that a request belongs to, as its unfiltered cookies determine it. */
    static SignInCookies determine(RoutingContext context, boolean hasStaffSession) {
        var signIn = of(context.request().path(), hasStaffSession);
        context.put(SignInCookies.class.getName(), signIn);
        return signIn;
    }

    static boolean isDetermined(RoutingContext context) {
        return context.get(SignInCookies.class.getName()) != null;
    }

    private static SignInCookies of(String path, boolean hasStaffSession) {
        return STAFF_ONLY.contains(path) || hasStaffSession && PageRequests.isStaffPath(path) ? STAFF : PAGES;
    }

    /** Whether the request is a callback from Keycloak without the state cookie that was set before the redirect. */
    static boolean isStateMissing(HttpServerRequest request) {
        var expected = of(request.path(), false).callbackState(request);
        return expected != null && request.getCookie(expected) == null;
    }

    /** Returns the name of the state cookie of this callback; null if the request is not a callback. */
    String callbackState(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET || !request.path().equals(callback)) {
            return null;
        }
        var states = Languages.parameters(request).getAll(STATE_PARAMETER);
        return states.size() == 1 ? statePrefix + states.get(0) : null;
    }

    public String path() {
        return path;
    }

    String tenant() {
        return tenant;
    }

    public String session() {
        return session;
    }

    boolean isSession(String cookie) {
        return cookie.equals(session);
    }

    /** Whether a cookie is part of a session that an earlier version stored in cookies. */
    boolean isSessionChunk(String cookie) {
        return chunk.matcher(cookie).matches();
    }

    boolean isState(String cookie) {
        return state.matcher(cookie).matches();
    }
}
