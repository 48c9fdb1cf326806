package ai.datacontrols.explanations;

import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.policy.rules.Rule;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Serves the rules as JSON: every published version, so that past decisions can be verified. */
@Path("/policy.json")
public class PolicyResource {

    record Published(String inForce, List<Version> versions) {}

    @JsonInclude(Include.NON_EMPTY)
    record Version(
            String version, Instant inForceFrom, String textVersion, List<Product> products, List<RuleOf> rules) {

        static Version of(Policy policy) {
            return new Version(
                    policy.version(),
                    policy.inForceFrom().equals(Instant.MIN) ? null : policy.inForceFrom(),
                    policy.textVersion(),
                    policy.products(),
                    policy.rules().stream().map(rule -> RuleOf.of(rule, policy)).toList());
        }
    }

    /** One rule; without {@code plans} it applies to every plan. */
    @JsonInclude(Include.NON_EMPTY)
    record RuleOf(String id, String product, List<String> plans, String data, String use, List<String> requires) {

        static RuleOf of(Rule rule, Policy policy) {
            return new RuleOf(
                    rule.id(),
                    rule.product(),
                    policy.product(rule.product()).orElseThrow().plans().stream()
                            .map(plan -> plan.id())
                            .filter(rule.plans()::contains)
                            .toList(),
                    rule.data(),
                    rule.use().name(),
                    rule.requires().stream().map(Enum::name).sorted().toList());
        }
    }

    private final PolicyTimeline timeline;
    private final Clock clock;

    PolicyResource(PolicyTimeline timeline, Clock clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Published policy() {
        return new Published(
                timeline.at(clock.instant()).version(),
                timeline.versions().stream().map(Version::of).toList());
    }
}
