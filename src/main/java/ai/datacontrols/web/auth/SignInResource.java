package ai.datacontrols.web.auth;

import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Serves the pages of sign-in and sign-out. The OIDC extension handles both before these methods are called. */
@Path("/")
public class SignInResource {

    @CheckedTemplate(basePath = "web")
    public static class Templates {
        /** @param signOut the path that ends a session that is still alive, or null */
        public static native TemplateInstance signedOut(String signOut);
    }

    private final LiveSession session;
    private final UserLocale userLocale;

    SignInResource(LiveSession session, UserLocale userLocale) {
        this.session = session;
        this.userLocale = userLocale;
    }

    /** The redirect address of the identity provider. A request without its parameters is redirected to the settings. */
    @GET
    @Path("signed-in")
    @Authenticated
    public Response signedIn() {
        return Response.seeOther(URI.create("/settings")).build();
    }

    /** Shows with 401 that signing in failed or was cancelled at the identity provider. */
    @GET
    @Path("not-signed-in")
    public Response notSignedIn() {
        throw new NotAuthorizedException(
                Response.status(Response.Status.UNAUTHORIZED).build());
    }

    /** Signs out here and at the identity provider, and redirects to {@link #signedOut()}, also without a session. */
    @GET
    @Path("sign-out")
    @Authenticated
    public Response signOut() {
        return Response.seeOther(URI.create("/signed-out")).build();
    }

    /** Shows the page after signing out. Checks whether a session is alive, because anyone may open it. */
    @GET
    @Path("signed-out")
    @Blocking
    public Response signedOut(RoutingContext context) {
        if (LiveSession.isPossibleForStaff(context)) {
            return Response.seeOther(URI.create("/support/signed-out")).build();
        }
        var page = Templates.signedOut(session.exists(context) ? "/sign-out" : null);
        return Response.ok(page.setLocale(userLocale.locale())).build();
    }
}
