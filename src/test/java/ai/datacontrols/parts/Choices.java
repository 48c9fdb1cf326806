package ai.datacontrols.parts;

import ai.datacontrols.ledger.ChoiceResult;
import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.policy.ChoiceAction;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Records subscriptions and choices without page or API, for tests of what follows from them. */
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

    /** Creates an account on a plan of le Chat. */
    public UUID onPlan(String plan) {
        var account = UUID.randomUUID();
        planRecorder.report(new SubscriptionReport(account, CHAT, plan, null));
        return account;
    }

    /** Records a choice for le Chat, made on a page that shows the current consent state. */
    public void choose(UUID account, Choice choice) {
        choose(account, CHAT, choice);
    }

    public void choose(UUID account, String product, Choice choice) {
        take(account, product, ChoiceAction.of(choice));
    }

    /** Withdraws an opt-out of le Chat, on a page that shows the current consent state. */
    public ChoiceResult withdraw(UUID account) {
        return take(account, CHAT, ChoiceAction.WITHDRAW);
    }

    /** Takes an action on a page that shows the current consent state. */
    public ChoiceResult take(UUID account, String product, ChoiceAction action) {
        var expected = ExpectedState.of(ledger.state(account).consentState(product), timeline.at(Instant.now()));
        return ledger.choose(new ChooseCommand(
                account, product, action, expected, new NoticeShown("1", "1", "en"), UUID.randomUUID(), false));
    }
}
