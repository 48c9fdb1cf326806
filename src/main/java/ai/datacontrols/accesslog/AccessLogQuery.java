package ai.datacontrols.accesslog;

import java.time.Instant;
import java.util.UUID;

/**
 * Which looks of staff to list.
 *
 * @param staff whose; null for everybody's
 * @param account at whose account; null for any, and for searches
 * @param from recorded then or later
 * @param before recorded before then; null for no end
 * @param behind those recorded at that very instant, too, by staff whose id comes behind this one; null for none of them
 */
public record AccessLogQuery(UUID staff, UUID account, Instant from, Instant before, UUID behind) {

    /** The same, as far as they come after one in the list, which is newest first and by staff. */
    public AccessLogQuery after(Instant recordedAt, UUID by) {
        return new AccessLogQuery(staff, account, from, recordedAt, by);
    }
}
