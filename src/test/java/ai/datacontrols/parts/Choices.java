package ai.datacontrols.parts;

import ai.datacontrols.ledger.Choosing;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanReport;
import ai.datacontrols.ledger.Plans;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Seen;
import ai.datacontrols.policy.Shown;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** What billing and people do, without page and API: for tests that are about what comes of it. */
@Singleton
public class Choices {

    public static final String CHAT = "le-chat";

    private final Ledger ledger;
    private final Plans plans;
    private final PolicyTimeline timeline;

    Choices(Ledger ledger, Plans plans, PolicyTimeline timeline) {
        this.ledger = ledger;
        this.plans = plans;
        this.timeline = timeline;
    }

    /** A new account on a plan of le Chat. */
    public UUID onPlan(String plan) {
        var account = UUID.randomUUID();
        plans.report(new PlanReport(account, CHAT, plan, null));
        return account;
    }

    /** A choice for le Chat, by somebody whose page shows where they stand. */
    public void choose(UUID account, Choice choice) {
        choose(account, CHAT, choice);
    }

    public void choose(UUID account, String product, Choice choice) {
        var seen = Seen.of(ledger.state(account).standing(product), timeline.at(Instant.now()));
        ledger.choose(new Choosing(account, product, choice, seen, new Shown("1", "1", "en"), UUID.randomUUID()));
    }
}
