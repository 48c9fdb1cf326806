package ai.datacontrols.parts;

import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** What billing and people do, without page and API: for tests that are about what comes of it. */
@Singleton
public class Choices {

    public static final String CHAT = "le-chat";

    private final Ledger ledger;
    private final PlanRecorder planRecorder;
    private final PolicyTimeline timeline;

    Choices(Ledger ledger, PlanRecorder planRecorder, PolicyTimeline timeline) {
        this.ledger = ledger;
        this.planRecorder = planRecorder;
        this.timeline = timeline;
    }

    /** A new account on a plan of le Chat. */
    public UUID onPlan(String plan) {
        var account = UUID.randomUUID();
        planRecorder.report(new SubscriptionReport(account, CHAT, plan, null));
        return account;
    }

    /** A choice for le Chat, by somebody whose page shows where they stand. */
    public void choose(UUID account, Choice choice) {
        choose(account, CHAT, choice);
    }

    public void choose(UUID account, String product, Choice choice) {
        var expected = ExpectedState.of(ledger.state(account).consentState(product), timeline.at(Instant.now()));
        ledger.choose(new ChooseCommand(
                account, product, choice, expected, new NoticeShown("1", "1", "en"), UUID.randomUUID()));
    }
}
