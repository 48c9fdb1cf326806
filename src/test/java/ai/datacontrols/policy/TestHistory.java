package ai.datacontrols.policy;

import ai.datacontrols.policy.AccountEvent.AccountErased;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.ChoiceWithdrawn;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.Choice;
import java.time.Instant;

/** Histories in one line, with one event a day. */
record TestHistory(AccountHistory told) {

    static final Instant DAY_1 = Instant.parse("2026-01-01T00:00:00Z");

    static TestHistory on(String plan) {
        return new TestHistory(AccountHistory.EMPTY).plan(plan);
    }

    TestHistory plan(String plan) {
        return with(new PlanStarted(next(), "le-chat", plan));
    }

    TestHistory choose(Choice choice) {
        return with(new ChoiceMade(next(), "le-chat", choice));
    }

    TestHistory end() {
        return with(new PlanEnded(next(), "le-chat"));
    }

    TestHistory withdraw() {
        return with(new ChoiceWithdrawn(next(), "le-chat"));
    }

    TestHistory erase() {
        return with(new AccountErased(next()));
    }

    static Instant day(int n) {
        return DAY_1.plusSeconds(86_400L * (n - 1));
    }

    private TestHistory with(AccountEvent event) {
        return new TestHistory(told.with(event));
    }

    private EventMetadata next() {
        var sequence = told.events().size() + 1;
        return new EventMetadata(sequence, day(sequence), Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null);
    }
}
