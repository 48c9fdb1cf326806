package ai.datacontrols.subscriptions;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Plans;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Product;
import ai.datacontrols.web.SignedIn;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Clock;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Where plans come from in demo, dev and tests: the claim {@code plans} of the ID token, an object from product to plan. A
 * plan that the claim doesn't name, or that the policy doesn't know, is no plan. The production artifact has no such source.
 */
@Singleton
class PlansFromToken {

    private static final Logger LOG = Logger.getLogger(PlansFromToken.class);

    private final SignedIn signedIn;
    private final Ledger ledger;
    private final Plans plans;
    private final PolicyTimeline timeline;
    private final Clock clock;

    PlansFromToken(SignedIn signedIn, Ledger ledger, Plans plans, PolicyTimeline timeline, Clock clock) {
        this.signedIn = signedIn;
        this.ledger = ledger;
        this.plans = plans;
        this.timeline = timeline;
        this.clock = clock;
    }

    @ServerRequestFilter
    void recordWhatDiffers(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/settings")) {
            return;
        }
        var claim = signedIn.claim("plans");
        if (claim != null && !(claim instanceof JsonObject)) {
            LOG.warn("the claim 'plans' is no object from product to plan; it is ignored");
            return;
        }
        var policy = timeline.at(clock.instant());
        var state = ledger.state(signedIn.account());
        for (Product product : policy.products()) {
            var plan = plan((JsonObject) claim, product, policy);
            if (!Objects.equals(plan, state.standing(product.id()).plan())) {
                plans.atSignIn(signedIn.account(), product.id(), plan, signedIn.tokenIssuedAt());
            }
        }
    }

    private static String plan(JsonObject claim, Product product, Policy policy) {
        return claim != null && claim.get(product.id()) instanceof JsonString named
                ? policy.plan(product.id(), named.getString()).map(Plan::id).orElse(null)
                : null;
    }
}
