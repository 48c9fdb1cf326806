package ai.datacontrols.ledger.store;

import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The state of an account that projection and head must agree with, folded from its entries. */
public record VerifiedFold(List<ConsentState> consentStates, Instant erasedAt, long lastSequence, Instant lastAt) {

    public record Change(long sequence, String product, Instant usableSince, Instant changedAt) {}

    public static VerifiedFold of(Iterable<LedgerEntry> entries, PolicyTimeline timeline) {
        return of(entries, timeline, change -> {});
    }

    /** @param changes receives each change that the feed must have */
    public static VerifiedFold of(Iterable<LedgerEntry> entries, PolicyTimeline timeline, Consumer<Change> changes) {
        var consentStates = new LinkedHashMap<String, ConsentState>();
        Instant erasedAt = null;
        var lastSequence = 0L;
        var lastAt = Instant.EPOCH;
        for (LedgerEntry entry : entries) {
            var event = entry.toEvent();
            if (entry.product != null) {
                consentStates.putIfAbsent(entry.product, ConsentState.none(entry.product));
            }
            consentStates.replaceAll((product, last) -> {
                if (!event.concerns(product)) {
                    return last;
                }
                var after = last.apply(event, timeline);
                if (changesPermission(entry, last, after, timeline)) {
                    changes.accept(new Change(entry.sequence, product, after.usableSince(), entry.recordedAt));
                }
                return after;
            });
            if (entry.kind == Kind.ACCOUNT_ERASED && erasedAt == null) {
                erasedAt = entry.happenedAt;
            }
            lastSequence = entry.sequence;
            lastAt = entry.recordedAt;
        }
        return new VerifiedFold(List.copyOf(consentStates.values()), erasedAt, lastSequence, lastAt);
    }

    /** Returns whether an entry makes a change in the feed, which begins with the end of the initial import. */
    public static boolean changesPermission(
            LedgerEntry entry, ConsentState last, ConsentState after, PolicyTimeline timeline) {
        var before = last.asOf(entry.happenedAt, timeline);
        return !entry.isImported() && !Objects.equals(before.usableSince(), after.usableSince());
    }

    public ConsentState consentState(String product) {
        return consentStates.stream()
                .filter(state -> state.product().equals(product))
                .findFirst()
                .orElseGet(() -> ConsentState.none(product));
    }

    public List<String> products() {
        return consentStates.stream().map(ConsentState::product).toList();
    }
}
