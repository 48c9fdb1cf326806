package ai.datacontrols.settings.receipts;

import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.ReturnLink;
import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.auth.CurrentUser;
import ai.datacontrols.web.input.FormValues;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves the receipts of the signed-in person's choices, as pages to print and as documents; 404 for those of others. */
@Path("/settings/receipts")
@Authenticated
public class ReceiptsResource {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance receipt(Receipt receipt, String email, String controller, ReturnLink back);
    }

    private final Receipts receipts;
    private final DataControllerConfig controller;
    private final RegisteredClients clients;
    private final CurrentUser currentUser;
    private final UserLocale userLocale;
    private final SiteConfig site;

    ReceiptsResource(
            Receipts receipts,
            DataControllerConfig controller,
            RegisteredClients clients,
            CurrentUser currentUser,
            UserLocale userLocale,
            SiteConfig site) {
        this.receipts = receipts;
        this.controller = controller;
        this.clients = clients;
        this.currentUser = currentUser;
        this.userLocale = userLocale;
        this.site = site;
    }

    /** @param id sequence of the choice in the person's history, from 1 */
    @GET
    @Path("{id:[0-9]+}")
    public TemplateInstance receipt(@RestPath String id, @RestQuery String from) {
        return Templates.receipt(
                        find(id),
                        currentUser.email(),
                        controller.name(),
                        clients.returnLink(from).orElse(null))
                .setLocale(userLocale.locale());
    }

    @GET
    @Path("{id:[0-9]+}.json")
    @Produces(MediaType.APPLICATION_JSON)
    public Response document(@RestPath String id) {
        return Response.ok(ReceiptDocument.of(find(id), controller, site.address()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"receipt-" + id + ".json\"")
                .build();
    }

    private Receipt find(String id) {
        return FormValues.sequence(id)
                .flatMap(number -> receipts.of(currentUser.account(), number))
                .orElseThrow(NotFoundException::new);
    }
}
