package ai.datacontrols.ledger.store;

import ai.datacontrols.policy.UnverifiableRecordException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The instant at which histories were read, and which of them can't be verified.
 *
 * @param at by the database's clock; every entry recorded before is included, later ones may be
 * @param isLoadComplete whether the initial import was complete; before that, past events may be missing
 * @param unverifiable accounts whose reader received only the beginning
 */
public record HistoryRead(Instant at, boolean isLoadComplete, Set<UUID> unverifiable) {

    public boolean isVerified(UUID account) {
        return !unverifiable.contains(account);
    }

    /** @throws UnverifiableRecordException if any of the histories can't be verified */
    public HistoryRead orThrow() {
        for (UUID account : unverifiable) {
            throw new UnverifiableRecordException(account);
        }
        return this;
    }
}
