package ai.datacontrols.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * All events of one account, in the order of their sequence, in memory. What it answers is folded in the simplest way, for each
 * question again: the oracle of {@link AccountFold}.
 */
public record AccountHistory(List<AccountEvent> events) implements Iterable<AccountEvent> {

    public static final AccountHistory EMPTY = new AccountHistory(List.of());

    public AccountHistory {
        events = List.copyOf(events);
    }

    @Override
    public Iterator<AccountEvent> iterator() {
        return events.iterator();
    }

    public AccountHistory with(AccountEvent event) {
        var longer = new ArrayList<>(events);
        longer.add(event);
        return new AccountHistory(longer);
    }

    /** What had happened at an instant, itself included. */
    public AccountHistory asOf(Instant instant) {
        return new AccountHistory(events.stream()
                .filter(event -> !event.metadata().at().isAfter(instant))
                .toList());
    }

    /** The present by a clock, but never before what has happened: the clock may have been set back since. */
    public Instant clampToLatestEvent(Instant now) {
        return events.stream()
                .map(event -> event.metadata().at())
                .filter(at -> at.isAfter(now))
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    public boolean isErased() {
        return erasedAt() != null;
    }

    /** When the account was erased; null when it wasn't. */
    public Instant erasedAt() {
        return events.stream()
                .filter(AccountEvent.AccountErased.class::isInstance)
                .map(event -> event.metadata().at())
                .findFirst()
                .orElse(null);
    }

    /** Where the account stood with a product at an instant, under the versions in force until then. */
    public ConsentState consentState(String product, Instant asOf, PolicyTimeline timeline) {
        return asOf(asOf).stateAtLastEvent(product, timeline).asOf(asOf, timeline);
    }

    /**
     * Where the account stood with a product when the last event of that product had happened. The events of one product
     * follow each other in time; those of two may not, as what was before this store is loaded product by product.
     */
    public ConsentState stateAtLastEvent(String product, PolicyTimeline timeline) {
        var consentState = ConsentState.none(product);
        for (AccountEvent event : events) {
            if (event.concerns(product)) {
                consentState = consentState.apply(event, timeline);
            }
        }
        return consentState;
    }
}
