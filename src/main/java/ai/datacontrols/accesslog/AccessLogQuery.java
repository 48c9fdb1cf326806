package ai.datacontrols.accesslog;

import java.time.Instant;
import java.util.UUID;

/**
 * Selects staff accesses.
 *
 * @param staff null for all
 * @param account null for any, and for searches
 * @param before recorded before then; null for no end
 * @param behind also those recorded at exactly that instant by staff with a greater id; null to exclude them
 */
public record AccessLogQuery(UUID staff, UUID account, Instant from, Instant before, UUID behind) {

    /** Returns a query for the accesses after the given one, in the order of the list: newest first, then by staff. */
    public AccessLogQuery after(Instant recordedAt, UUID by) {
        return new AccessLogQuery(staff, account, from, recordedAt, by);
    }
}
