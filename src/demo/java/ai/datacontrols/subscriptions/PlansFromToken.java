package ai.datacontrols.subscriptions;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.web.auth.CurrentUser;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Clock;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Reads plans in demo, dev mode and tests from the claim {@code plans} of the ID token, a JSON object from product to
 * plan. Products without an entry, or with a plan unknown to the policy, have no plan. Not part of the production
 * artifact.
 */
@Singleton
class PlansFromToken {

    private static final Logger LOG = Logger.getLogger(PlansFromToken.class);

    private final CurrentUser currentUser;
    private final Ledger ledger;
    private final PlanRecorder planRecorder;
    private final PolicyTimeline timeline;
    private final Clock clock;

    PlansFromToken(
            CurrentUser currentUser, Ledger ledger, PlanRecorder planRecorder, PolicyTimeline timeline, Clock clock) {
        this.currentUser = currentUser;
        this.ledger = ledger;
        this.planRecorder = planRecorder;
        this.timeline = timeline;
        this.clock = clock;
    }

    @ServerRequestFilter
    void syncPlans(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/settings")) {
            return;
        }
        var claim = currentUser.claim("plans");
        if (claim != null && !(claim instanceof JsonObject)) {
            LOG.warn("ignoring the claim 'plans': not a JSON object from product to plan");
            return;
        }
        var policy = timeline.at(clock.instant());
        var state = ledger.state(currentUser.account());
        for (Product product : policy.products()) {
            var plan = plan((JsonObject) claim, product, policy);
            if (!Objects.equals(plan, state.consentState(product.id()).plan())) {
                planRecorder.syncFromToken(currentUser.account(), product.id(), plan, currentUser.tokenIssuedAt());
            }
        }
    }

    private static String plan(JsonObject claim, Product product, Policy policy) {
        return claim != null && claim.get(product.id()) instanceof JsonString named
                ? policy.plan(product.id(), named.getString()).map(Plan::id).orElse(null)
                : null;
    }
}
