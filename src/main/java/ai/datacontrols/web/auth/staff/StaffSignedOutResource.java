package ai.datacontrols.web.auth.staff;

import ai.datacontrols.web.auth.LiveSession;
import ai.datacontrols.web.auth.SignInResource;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The page of staff after signing out. Only its path receives the cookie of the staff session. */
@Path("/support/signed-out")
@Blocking
public class StaffSignedOutResource {

    private final LiveSession session;
    private final UserLocale userLocale;

    StaffSignedOutResource(LiveSession session, UserLocale userLocale) {
        this.session = session;
        this.userLocale = userLocale;
    }

    /** Shows that a session is still alive, or redirects to the page that checks the session of the pages. */
    @GET
    public Response signedOut(RoutingContext context) {
        if (session.exists(context)) {
            TemplateInstance page =
                    SignInResource.Templates.signedOut("/support/sign-out").setLocale(userLocale.locale());
            return Response.ok(page).build();
        }
        StaffAccessFilter.expireCookies(context);
        return Response.seeOther(URI.create("/signed-out")).build();
    }
}
