package ai.datacontrols.subscriptions;

import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.input.Parameters;
import ai.datacontrols.web.ndjson.CallerKind;
import ai.datacontrols.web.ndjson.JsonLines;
import ai.datacontrols.web.ndjson.LineStream;
import ai.datacontrols.web.ndjson.StreamCaller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Accepts from billing which plan an account is on. A plan takes effect when it is recorded. */
@Path("/api/v1")
@RolesAllowed("subscriptions-write")
public class SubscriptionsResource {

    /** The largest whole number that every JSON implementation reads exactly (RFC 8259, section 6). */
    private static final long MAX_REVISION = (1L << 53) - 1;

    /** Start and revision, the client's own increasing number, are optional. */
    record SubscriptionRequest(String plan, Instant startedAt, Long revision) {}

    private final PlanRecorder planRecorder;
    private final Reconciliation reconciliation;
    private final JsonLines lines;

    SubscriptionsResource(PlanRecorder planRecorder, Reconciliation reconciliation, JsonLines lines) {
        this.planRecorder = planRecorder;
        this.reconciliation = reconciliation;
        this.lines = lines;
    }

    /**
     * Records that an account is on a plan. A repeated report, or one older than the current plan, changes nothing.
     *
     * @return the recorded plan; 422 for a plan or product that isn't in the policy in force, or an invalid start
     */
    @PUT
    @Path("accounts/{account:" + Parameters.UUID_PATTERN + "}/subscriptions/{product}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public SubscriptionResponse put(@RestPath UUID account, @RestPath String product, SubscriptionRequest request) {
        if (request == null || request.plan() == null) {
            throw new RequestException(ErrorKind.INVALID_VALUE, "plan is missing");
        }
        requireRevision(request.revision());
        return record(
                new SubscriptionReport(account, product, request.plan(), request.startedAt(), request.revision()));
    }

    /**
     * Records that an account's plan of a product has ended. A report older than the current plan changes nothing.
     *
     * @param endedAt when the plan ended according to the client; by default now
     * @return the recorded plan; 422 for a product that isn't in the policy in force, or an invalid end
     */
    @DELETE
    @Path("accounts/{account:" + Parameters.UUID_PATTERN + "}/subscriptions/{product}")
    @Produces(MediaType.APPLICATION_JSON)
    public SubscriptionResponse delete(
            @RestPath UUID account, @RestPath String product, @RestQuery String endedAt, @RestQuery String revision) {
        return record(new SubscriptionReport(
                account,
                product,
                null,
                Parameters.instant("endedAt", endedAt),
                Parameters.number("revision", revision, 0, MAX_REVISION)));
    }

    /** Records many reports, as in a nightly reconciliation: one result per line, in order. */
    @POST
    @Path("subscriptions")
    @LineStream
    @StreamCaller(CallerKind.BILLING)
    @Consumes(JsonLines.MEDIA_TYPE)
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput reconcile(InputStream reports) {
        return lines.answer(reports, SubscriptionLine.class, reconciliation::results);
    }

    static void requireRevision(Long revision) {
        if (revision != null && (revision < 0 || revision > MAX_REVISION)) {
            throw new RequestException(ErrorKind.INVALID_VALUE, "revision is a whole number from 0 to " + MAX_REVISION);
        }
    }

    private SubscriptionResponse record(SubscriptionReport report) {
        return SubscriptionResponse.of(null, report, planRecorder.report(report));
    }
}
