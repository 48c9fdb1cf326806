package ai.datacontrols.policy;

import static ai.datacontrols.policy.TestHistory.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.policy.rules.Rule;
import ai.datacontrols.policy.rules.UsageRule;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The validation of policy versions, and the decisions if no rule applies. */
class PolicyDocumentTest {

    private static final Set<FeedbackPart> WHOLE = Set.of(FeedbackPart.RATING, FeedbackPart.COMMENT);
    private static final Product CHAT = new Product("le-chat", "le Chat", List.of(new Plan("free", "Free")));

    @Test
    void theFirstRuleThatMatchesDecides() {
        var policy = policy(
                null,
                rule("stricter", Set.of("free"), Policy.INPUT_OUTPUT, UsageRule.NEVER),
                rule("looser", Set.of("free"), Policy.INPUT_OUTPUT, UsageRule.UNLESS_OPTED_OUT));

        assertThat(policy.rule("le-chat", Policy.INPUT_OUTPUT, "free"))
                .hasValueSatisfying(rule -> assertThat(rule.id()).isEqualTo("stricter"));
        assertThat(policy.rulesOf("le-chat")).hasSize(2);
        assertThat(policy.rulesOf("la-plateforme")).isEmpty();
    }

    @Test
    void deniesAPlanWithoutARule() {
        var policy = new Policy(
                "1",
                null,
                "1",
                List.of(new Product("le-chat", "le Chat", List.of(new Plan("free", "Free"), new Plan("odd", "Odd")))),
                List.of(rule("r", Set.of("free"), Policy.INPUT_OUTPUT, UsageRule.UNLESS_OPTED_OUT)));
        var query = new DecisionQuery("le-chat", Policy.INPUT_OUTPUT, day(1), Set.of(), day(2));

        assertThat(new PolicyTimeline(List.of(policy))
                        .decide(query, TestHistory.on("odd").told()))
                .isEqualTo(new Decision(false, null, Reason.NO_RULE, "1", null, day(2)));
    }

    @Test
    void feedbackGivenUnderAVersionThatForbadeItStaysUnused() {
        var given = rule("given", Set.of(), "feedback", UsageRule.WHEN_GIVEN);
        var timeline = new PolicyTimeline(List.of(
                policy(null, given),
                policy(day(10), rule("never", Set.of("free"), "feedback", UsageRule.NEVER)),
                policy(day(20), given)));

        assertThat(feedback(timeline, day(5), day(9)).reason()).isEqualTo(Reason.FEEDBACK_GIVEN);
        assertThat(feedback(timeline, day(5), day(25)).reason()).isEqualTo(Reason.DATA_EXCLUDED);
        assertThat(feedback(timeline, day(15), day(25)).rule()).isEqualTo("never");
        assertThat(feedback(timeline, day(21), day(25)).reason()).isEqualTo(Reason.FEEDBACK_GIVEN);
    }

    @Test
    void feedbackGivenUnderAVersionWithoutARuleForItStaysUnused() {
        var timeline = new PolicyTimeline(
                List.of(policy(null), policy(day(10), rule("given", Set.of(), "feedback", UsageRule.WHEN_GIVEN))));

        assertThat(feedback(timeline, day(5), day(25)).reason()).isEqualTo(Reason.NO_RULE);
        assertThat(feedback(timeline, day(10), day(25)).permitted()).isTrue();
    }

    @Test
    void rejectsRulesForUnknownProductsAndPlans() {
        assertThatThrownBy(() -> policy(null, rule("r", Set.of("gold"), Policy.INPUT_OUTPUT, UsageRule.NEVER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule r: unknown plan");
        assertThatThrownBy(() ->
                        policy(null, new Rule("r", "le-fax", Set.of(), Policy.INPUT_OUTPUT, UsageRule.NEVER, Set.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule r: unknown product");
    }

    @Test
    void inconsistentRulesAreRejected() {
        assertThatThrownBy(() -> rule("r", Set.of(), "ocr", UsageRule.UNLESS_OPTED_OUT))
                .hasMessage("rule r: only input-output has a choice");
        assertThatThrownBy(() -> rule("r", Set.of(), Policy.INPUT_OUTPUT, UsageRule.UNLESS_OPTED_OUT))
                .hasMessage("rule r: use by default needs a known plan");
        assertThatThrownBy(() -> rule("r", Set.of(), Policy.INPUT_OUTPUT, UsageRule.WHEN_GIVEN))
                .hasMessage("rule r: input-output is not given for a use");
    }

    private static Decision feedback(PolicyTimeline timeline, Instant created, Instant asOf) {
        return timeline.decide(
                new DecisionQuery("le-chat", "feedback", created, WHOLE, asOf),
                TestHistory.on("free").told());
    }

    private static Policy policy(Instant inForceFrom, Rule... rules) {
        return new Policy(
                inForceFrom == null ? "1" : inForceFrom.toString(), inForceFrom, "1", List.of(CHAT), List.of(rules));
    }

    private static Rule rule(String id, Set<String> plans, String data, UsageRule use) {
        return new Rule(id, "le-chat", plans, data, use, Set.of());
    }
}
