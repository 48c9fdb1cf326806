package ai.datacontrols.documents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.ChoiceAction;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.Visitor;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

@Singleton
class RandomActivity {

    private static final Map<String, List<String>> PLANS = Map.of(
            "le-chat", List.of("free", "pro", "student", "team", "enterprise"),
            "la-plateforme", List.of("experiment", "scale"));

    private final Ledger ledger;
    private final PlanRecorder planRecorder;
    private final PolicyTimeline timeline;

    RandomActivity(Ledger ledger, PlanRecorder planRecorder, PolicyTimeline timeline) {
        this.ledger = ledger;
        this.planRecorder = planRecorder;
        this.timeline = timeline;
    }

    void run(List<UUID> accounts, int happenings, Random random) {
        for (var happening = 0; happening < happenings; happening++) {
            var account = accounts.get(random.nextInt(accounts.size()));
            var product = random.nextInt(4) == 0 ? "la-plateforme" : "le-chat";
            switch (random.nextInt(9)) {
                case 0, 1 -> take(account, product, ChoiceAction.OPT_OUT);
                case 2, 3, 4 -> take(account, product, ChoiceAction.OPT_IN);
                case 5 -> planRecorder.report(new SubscriptionReport(account, product, null, null));
                case 6 -> take(account, product, ChoiceAction.WITHDRAW);
                default ->
                    planRecorder.report(new SubscriptionReport(account, product, anyPlan(product, random), null));
            }
        }
    }

    /** Adds the account of a new person who signs in, has a plan, and opts out on the page. */
    void optOutOnThePage(List<UUID> accounts) {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var saved = Visitor.signedIn(person).press("le-chat", Map.of());
        assertThat(saved.statusCode()).isEqualTo(303);
        accounts.add(UUID.fromString(person.id()));
    }

    /** Returns the instants of each account's events, oldest first; accounts without events are absent. */
    Map<UUID, List<Instant>> instants(List<UUID> accounts) {
        var instants = new HashMap<UUID, List<Instant>>();
        for (UUID account : accounts) {
            var history = Recorded.history(ledger, account);
            if (!history.isEmpty()) {
                instants.put(
                        account,
                        history.events().stream()
                                .map(event -> event.metadata().at())
                                .toList());
            }
        }
        return instants;
    }

    private void take(UUID account, String product, ChoiceAction action) {
        var state = ledger.state(account);
        var expected = ExpectedState.of(state.consentState(product), timeline.at(state.at()));
        ledger.choose(new ChooseCommand(
                account, product, action, expected, new NoticeShown("1", "1", "en"), UUID.randomUUID(), false));
    }

    private static String anyPlan(String product, Random random) {
        var some = PLANS.get(product);
        return some.get(random.nextInt(some.size()));
    }
}
