package ai.datacontrols.web.auth;

import ai.datacontrols.web.input.Parameters;
import ai.datacontrols.web.locale.Languages;
import io.quarkus.oidc.runtime.OidcUtils;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * The cookies of one of the two sign-ins, as named by the OIDC extension: the session, and a state cookie for each
 * pending sign-in.
 */
public enum SignInCookies {
    PAGES(OidcUtils.DEFAULT_TENANT_ID, "", "/", "/signed-in"),
    STAFF("support", "_support", "/support", "/support/signed-in");

    private static final String STATE_PARAMETER = "state";

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

    static SignInCookies of(String requestPath) {
        return requestPath.equals(STAFF.path) || requestPath.startsWith(STAFF.path + "/") ? STAFF : PAGES;
    }

    /** Whether the request is a callback from Keycloak without the state cookie that was set before the redirect. */
    static boolean isStateMissing(HttpServerRequest request) {
        var expected = of(request.path()).callbackState(request);
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

    /** The {@code Path} of the cookies. */
    public String path() {
        return path;
    }

    /** Returns the tenant of the OIDC extension. */
    String tenant() {
        return tenant;
    }

    /** Returns the name of the session's cookie. */
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
