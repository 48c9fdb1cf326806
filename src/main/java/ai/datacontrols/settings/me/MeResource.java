package ai.datacontrols.settings.me;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.PageLink;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.request.JwtClaims;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Serves the state of the token's user, for the menu of a registered client. */
@Path("/api/v1/me")
@Authenticated
public class MeResource {

    private final Ledger ledger;
    private final PolicyTimeline timeline;
    private final RegisteredClients clients;
    private final SiteConfig site;
    private final JsonWebToken person;

    MeResource(
            Ledger ledger, PolicyTimeline timeline, RegisteredClients clients, SiteConfig site, JsonWebToken person) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.clients = clients;
        this.site = site;
        this.person = person;
    }

    /** Returns the state of the person for every product; 403 for a token that wasn't issued to a registered client. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public AccountSummary me() {
        String client = person.getClaim("azp");
        if (clients.returnLink(client).isEmpty()) {
            throw new RequestException(ErrorKind.FORBIDDEN, "the token was not issued to a registered client");
        }
        var account = account();
        var state = ledger.state(account);
        return AccountSummary.of(
                account,
                state,
                timeline.at(state.at()),
                product -> PageLink.to(site.address().resolve("/settings").toString())
                        .with("product", product.id())
                        .with("from", client)
                        .uri());
    }

    private UUID account() {
        return JwtClaims.account(person)
                .orElseThrow(() -> new RequestException(ErrorKind.FORBIDDEN, "the token names no account"));
    }
}
