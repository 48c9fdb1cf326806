package ai.datacontrols.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * Which looks of staff to list.
 *
 * @param staff whose; null for everybody's
 * @param account at whose account; null for any, and for searches
 * @param from recorded then or later
 * @param before recorded before then; null for no end
 */
public record ReadsWanted(UUID staff, UUID account, Instant from, Instant before) {

    /** The same that were recorded before an instant. */
    public ReadsWanted before(Instant instant) {
        return new ReadsWanted(staff, account, from, instant);
    }
}
