package ai.datacontrols.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Where staff are led once they have signed out: the one place that knows whether a session of theirs still lives. */
@Path("/support/signed-out")
@Blocking
public class StaffSignedOutResource {

    private final LiveSession session;
    private final Reader reader;

    StaffSignedOutResource(LiveSession session, Reader reader) {
        this.session = session;
        this.reader = reader;
    }

    /** Says that a session still lives, or leads on to where the same is asked of the session of the pages. */
    @GET
    public Response signedOut(RoutingContext context) {
        if (session.isThere(context)) {
            TemplateInstance page =
                    SignInResource.Templates.signedOut("/support/sign-out").setLocale(reader.locale());
            return Response.ok(page).build();
        }
        StaffDoor.forget(context);
        return Response.seeOther(URI.create("/signed-out")).build();
    }
}
