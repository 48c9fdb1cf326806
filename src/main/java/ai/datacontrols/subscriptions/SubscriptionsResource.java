package ai.datacontrols.subscriptions;

import ai.datacontrols.ledger.PlanReport;
import ai.datacontrols.ledger.Plans;
import ai.datacontrols.web.ApiProblem;
import ai.datacontrols.web.ApiProblem.Type;
import ai.datacontrols.web.JsonLines;
import ai.datacontrols.web.LineStream;
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

/** Billing tells which plan an account is on. It counts from when it is recorded. */
@Path("/api/v1")
@RolesAllowed("subscriptions-write")
public class SubscriptionsResource {

    /** The plan somebody is on, and since when by the caller's books (may be left out). */
    record PlanNow(String plan, Instant startedAt) {}

    private final Plans plans;
    private final Reconciliation reconciliation;
    private final JsonLines lines;

    SubscriptionsResource(Plans plans, Reconciliation reconciliation, JsonLines lines) {
        this.plans = plans;
        this.reconciliation = reconciliation;
        this.lines = lines;
    }

    /**
     * Records that an account is on a plan. The same again changes nothing.
     *
     * @return what is recorded now; 422 for a plan or product that the policy in force doesn't know, or an impossible start
     */
    @PUT
    @Path("accounts/{account:" + ApiProblem.UUID_PATTERN + "}/subscriptions/{product}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Subscription put(@RestPath UUID account, @RestPath String product, PlanNow now) {
        if (now == null || now.plan() == null) {
            throw new ApiProblem(Type.INVALID_VALUE, "plan is missing");
        }
        return record(new PlanReport(account, product, now.plan(), now.startedAt()));
    }

    /**
     * Records that an account has no plan of a product any more. Nothing changes where it has none.
     *
     * @return what is recorded now; 422 for a product that the policy in force doesn't know
     */
    @DELETE
    @Path("accounts/{account:" + ApiProblem.UUID_PATTERN + "}/subscriptions/{product}")
    @Produces(MediaType.APPLICATION_JSON)
    public Subscription delete(@RestPath UUID account, @RestPath String product) {
        return record(new PlanReport(account, product, null, null));
    }

    /** The same for many, as a nightly reconciliation has them: one result a line, in order. */
    @POST
    @Path("subscriptions")
    @LineStream
    @Consumes(JsonLines.MEDIA_TYPE)
    @Produces(JsonLines.MEDIA_TYPE)
    public StreamingOutput reconcile(InputStream reports) {
        return lines.answer(reports, SubscriptionLine.class, reconciliation::results);
    }

    private Subscription record(PlanReport report) {
        return Subscription.of(null, report, plans.report(report));
    }
}
