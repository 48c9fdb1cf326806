package ai.datacontrols.settings.export;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.SupportAccess;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.input.Parameters;
import ai.datacontrols.web.input.TypedText;
import ai.datacontrols.web.ndjson.CallerKind;
import ai.datacontrols.web.ndjson.ExportStream;
import ai.datacontrols.web.ndjson.StreamCaller;
import ai.datacontrols.web.request.JwtClaims;
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

/** Serves the data export of a person who can't sign in (GDPR, article 15). */
@Path("/api/v1")
@RolesAllowed("record-read")
public class AccessRequestResource {

    /** The access reason, 8 to 200 characters; the person sees it in their history. */
    record AccessRequest(String reason) {}

    private final DataExport export;
    private final AccessLog accessLog;
    private final JsonWebToken caller;

    AccessRequestResource(DataExport export, AccessLog accessLog, JsonWebToken caller) {
        this.export = export;
        this.accessLog = accessLog;
        this.caller = caller;
    }

    /**
     * Returns the data export of an account. The access is recorded first, like accesses of staff, and is part of it.
     *
     * @return 404 for an unknown account, 422 for an invalid reason, 429 if the client or the instance has reached its
     *     limit of exports
     */
    @POST
    @ExportStream
    @StreamCaller(CallerKind.ACCESS_DESK)
    @Path("accounts/{account:" + Parameters.UUID_PATTERN + "}/record")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public StreamingOutput record(@RestPath UUID account, AccessRequest request) {
        var reason = reason(request);
        if (!export.hasAnyData(account)) {
            throw new RequestException(ErrorKind.NOT_FOUND, "nothing is known of this account");
        }
        var reader = reader();
        // only searches are limited
        accessLog.record(
                SupportAccess.account(reader, account, null, reason, null).by(caller.getClaim("azp")),
                Integer.MAX_VALUE);
        return export.of(account);
    }

    private static String reason(AccessRequest request) {
        return TypedText.reason(request == null ? null : request.reason())
                .orElseThrow(() -> new RequestException(
                        ErrorKind.INVALID_VALUE,
                        "reason has 8 to 200 characters, at least 4 of them letters or digits"));
    }

    private UUID reader() {
        return JwtClaims.account(caller)
                .orElseThrow(() ->
                        new RequestException(ErrorKind.FORBIDDEN, "the token names nobody who could have read it"));
    }
}
