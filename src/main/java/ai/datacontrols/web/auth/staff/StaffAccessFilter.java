package ai.datacontrols.web.auth.staff;

import ai.datacontrols.web.PageLink;
import ai.datacontrols.web.auth.CurrentUser;
import ai.datacontrols.web.auth.LiveSession;
import ai.datacontrols.web.auth.SignInCookies;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.request.RequestPipeline;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Requires a second factor and a session in use, after the role was checked. Requesting the factor at sign-in is not
 * enough: a session without it is rejected here. Applies to the resources that are {@link StaffOnly}.
 */
@Singleton
class StaffAccessFilter {

    private final StaffSessionStore sessions;
    private final CurrentUser staff;

    StaffAccessFilter(StaffSessionStore sessions, CurrentUser staff) {
        this.sessions = sessions;
        this.staff = staff;
    }

    @ServerRequestFilter(priority = RequestPipeline.OfResources.STAFF_ACCESS)
    @StaffOnly
    public Response filter(RoutingContext context) {
        if (SignInCookies.of(context) != SignInCookies.STAFF) {
            return Response.seeOther(PageLink.to(SignInCookies.SECOND_FACTOR)
                            .with("page", page(context))
                            .uri())
                    .build();
        }
        if (!staff.hasSecondFactor()) {
            throw new RequestException(ErrorKind.SECOND_FACTOR_MISSING);
        }
        if (!sessions.touch(staff.session(), staff.authenticatedAt())) {
            return signInAgain(context);
        }
        context.response()
                .addCookie(Cookie.cookie(LiveSession.STAFF_MARK, "1")
                        .setPath("/")
                        .setSecure(true)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX));
        return null;
    }

    private static Response signInAgain(RoutingContext context) {
        expireCookies(context);
        return Response.seeOther(URI.create(page(context))).build();
    }

    private static String page(RoutingContext context) {
        var request = context.request();
        var query = request.query() == null ? "" : "?" + request.query();
        return request.method() == HttpMethod.GET ? request.path() + query : "/support";
    }

    static void expireCookies(RoutingContext context) {
        context.response()
                .addCookie(Cookie.cookie(SignInCookies.STAFF.session(), "")
                        .setPath(SignInCookies.STAFF.path())
                        .setSecure(true)
                        .setHttpOnly(true)
                        .setMaxAge(0))
                .addCookie(Cookie.cookie(LiveSession.STAFF_MARK, "")
                        .setPath("/")
                        .setSecure(true)
                        .setMaxAge(0));
    }
}
