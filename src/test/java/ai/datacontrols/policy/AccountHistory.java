package ai.datacontrols.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * All events of one account in memory, in the order of their sequence. Folds them again for each query in the simplest
 * way, as the oracle of {@link AccountFold}.
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

    /** Returns the events up to an instant, inclusive. */
    public AccountHistory asOf(Instant instant) {
        return new AccountHistory(events.stream()
                .filter(event -> !event.metadata().at().isAfter(instant))
                .toList());
    }

    /** Returns the instant or, if the clock was set back, that of the latest event. */
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

    /** Returns the instant of the erasure, or null if the account isn't erased. */
    public Instant erasedAt() {
        return events.stream()
                .filter(AccountEvent.AccountErased.class::isInstance)
                .map(event -> event.metadata().at())
                .findFirst()
                .orElse(null);
    }

    /** Returns the consent state of a product at an instant, by the versions in force until then. */
    public ConsentState consentState(String product, Instant asOf, PolicyTimeline timeline) {
        return asOf(asOf).stateAtLastEvent(product, timeline).asOf(asOf, timeline);
    }

    /**
     * Returns the consent state after the last event of the product. Events of one product are in temporal order; those
     * of two needn't be, because earlier records are imported product by product.
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
