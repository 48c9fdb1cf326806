package ai.datacontrols.ledger.store;

import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What projection and head must say of an account, folded from its entries.
 *
 * @param consentStates one for each product that the account has entries of, as of the last entry
 * @param erasedAt the instant of erasure; null if not erased
 * @param lastSequence the sequence of the last entry; 0 without entries
 * @param lastAt the instant of recording of the last entry
 */
public record VerifiedFold(List<ConsentState> consentStates, Instant erasedAt, long lastSequence, Instant lastAt) {

    /** @param entries verified while they are iterated */
    public static VerifiedFold of(Iterable<LedgerEntry> entries, PolicyTimeline timeline) {
        var consentStates = new LinkedHashMap<String, ConsentState>();
        Instant erasedAt = null;
        var lastSequence = 0L;
        var lastAt = Instant.EPOCH;
        for (LedgerEntry entry : entries) {
            var event = entry.toEvent();
            if (entry.product != null) {
                consentStates.putIfAbsent(entry.product, ConsentState.none(entry.product));
            }
            consentStates.replaceAll((product, consentState) ->
                    event.concerns(product) ? consentState.apply(event, timeline) : consentState);
            if (entry.kind == Kind.ACCOUNT_ERASED && erasedAt == null) {
                erasedAt = entry.happenedAt;
            }
            lastSequence = entry.sequence;
            lastAt = entry.recordedAt;
        }
        return new VerifiedFold(List.copyOf(consentStates.values()), erasedAt, lastSequence, lastAt);
    }

    /** Returns the state of a product as of the last entry. */
    public ConsentState consentState(String product) {
        return consentStates.stream()
                .filter(state -> state.product().equals(product))
                .findFirst()
                .orElseGet(() -> ConsentState.none(product));
    }

    /** Returns the products in the order of their first entries. */
    public List<String> products() {
        return consentStates.stream().map(ConsentState::product).toList();
    }
}
