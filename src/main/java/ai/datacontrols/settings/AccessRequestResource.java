package ai.datacontrols.settings;

import ai.datacontrols.ledger.SupportLook;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.web.ApiProblem;
import ai.datacontrols.web.ApiProblem.Type;
import ai.datacontrols.web.ExportStream;
import ai.datacontrols.web.TypedText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.RestPath;

/** The record of a person who asks for it and can't sign in (GDPR, article 15). */
@Path("/api/v1")
@RolesAllowed("record-read")
public class AccessRequestResource {

    /** Why it is read, in 8 to 200 characters: the person reads it in their history. */
    record AccessRequest(String reason) {}

    private final Records records;
    private final SupportReads reads;
    private final JsonWebToken caller;

    AccessRequestResource(Records records, SupportReads reads, JsonWebToken caller) {
        this.records = records;
        this.reads = reads;
        this.caller = caller;
    }

    /**
     * All that is kept of an account, the same as the person downloads. That it was read is recorded before, as looks of staff
     * are, and stands in the answer.
     *
     * @return 404 where nothing is kept of the account, 422 for a reason that is none, 429 while the client, or the instance, has
     *     as many exports in progress as it may
     */
    @POST
    @ExportStream
    @Path("accounts/{account:" + ApiProblem.UUID_PATTERN + "}/record")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public StreamingOutput record(@RestPath UUID account, AccessRequest request) {
        var reason = reason(request);
        if (!records.isAnythingKept(account)) {
            throw new ApiProblem(Type.NOT_FOUND, "nothing is known of this account");
        }
        var reader = reader();
        // a search might be refused, a look at an account never is
        reads.record(
                SupportLook.account(reader, account, null, reason, null).by(caller.getClaim("azp")), Integer.MAX_VALUE);
        return records.of(account);
    }

    private static String reason(AccessRequest request) {
        return TypedText.reason(request == null ? null : request.reason())
                .orElseThrow(() -> new ApiProblem(
                        Type.INVALID_VALUE, "reason has 8 to 200 characters, at least 4 of them letters or digits"));
    }

    private UUID reader() {
        try {
            return UUID.fromString(caller.getSubject());
        } catch (IllegalArgumentException | NullPointerException nobody) {
            throw new ApiProblem(Type.FORBIDDEN, "the token names nobody who could have read it");
        }
    }
}
