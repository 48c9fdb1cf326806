package ai.datacontrols.operations;

import ai.datacontrols.ledger.Erasure;
import ai.datacontrols.web.ApiProblem;
import ai.datacontrols.web.ApiProblem.Type;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestPath;

/** Forgets people who ask for it, once their account is deleted at the identity provider. */
@Path("/api/v1")
@RolesAllowed("erasure")
public class ErasureResource {

    /** When an account was erased. */
    record Erased(UUID account, Instant erasedAt) {}

    private final Erasure erasure;
    private final JsonWebToken caller;

    ErasureResource(Erasure erasure, JsonWebToken caller) {
        this.erasure = erasure;
        this.caller = caller;
    }

    /**
     * Erases who the account belongs to, for good (GDPR, article 17). Nothing of it is used from then on. The same again changes nothing.
     *
     * @return when it was erased, now or the first time; 404 where nothing is known of the account
     */
    @DELETE
    @Path("accounts/{account:" + ApiProblem.UUID_PATTERN + "}")
    @Produces(MediaType.APPLICATION_JSON)
    public Erased erase(@RestPath UUID account) {
        return erasure.erase(account, caller.getClaim("azp"))
                .map(at -> new Erased(account, at))
                .orElseThrow(() -> new ApiProblem(Type.NOT_FOUND, "nothing is known of this account"));
    }
}
