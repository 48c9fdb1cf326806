package ai.datacontrols.demo;

import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.Recording;
import ai.datacontrols.policy.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What happened to somebody of the cast before the demo: it is loaded as existing records are. */
final class Past {

    private static final Instant BEGINNING = Instant.parse("2025-03-03T09:30:00Z");
    private static final int LONG_HISTORY = 200;

    private final List<AccountEvent> events = new ArrayList<>();

    private Past() {}

    static List<AccountEvent> of(Person person) {
        var past = new Past();
        new TreeMap<>(person.plans()).forEach(past::startPlan);
        if (person.equals(People.OLGA)) {
            past.choose(Choice.OPTED_OUT);
        }
        if (person.equals(People.HUGO)) {
            while (past.events.size() < LONG_HISTORY) {
                past.choose(past.events.size() % 2 == 1 ? Choice.OPTED_OUT : Choice.OPTED_IN);
            }
        }
        return past.events;
    }

    private void startPlan(String product, String plan) {
        events.add(new PlanStarted(recording(Actor.OPERATOR), product, plan));
    }

    private void choose(Choice choice) {
        events.add(new ChoiceMade(recording(Actor.DATA_SUBJECT), "le-chat", choice));
    }

    /** A day and a bit after the last one. */
    private Recording recording(Actor actor) {
        var at = BEGINNING.plus(Duration.ofHours(27).multipliedBy(events.size()));
        return new Recording(events.size() + 1, at, actor, Surface.FIRST_LOAD, null);
    }
}
