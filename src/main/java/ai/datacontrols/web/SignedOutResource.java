package ai.datacontrols.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Where Keycloak sends people once their session has ended there, too. */
@Path("/signed-out")
public class SignedOutResource {

    @CheckedTemplate(basePath = "web")
    static class Templates {
        static native TemplateInstance signedOut();
    }

    private final Reader reader;

    SignedOutResource(Reader reader) {
        this.reader = reader;
    }

    /** A page that says so. */
    @GET
    public TemplateInstance signedOut() {
        return Templates.signedOut().setLocale(reader.locale());
    }
}
