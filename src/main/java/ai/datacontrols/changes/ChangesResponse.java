package ai.datacontrols.changes;

import ai.datacontrols.ledger.feed.FeedPage;
import ai.datacontrols.ledger.feed.PermissionChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What changed after a position, in the order in which it is to be applied.
 *
 * @param next the position after these changes
 * @param more whether there are more already
 * @param asOf the moment it was read
 * @param validFor for how many seconds from the asking what is known with this may be relied on; 0 where there are more, as
 *     what was missing before may be among them
 */
record ChangesResponse(List<Change> changes, String next, boolean more, Instant asOf, long validFor) {

    /** What of an account and a product may be used from now on: created at {@code usableSince} or later; null for nothing. */
    record Change(UUID account, String product, Instant usableSince, Instant changedAt) {

        static Change of(PermissionChange change) {
            var permission = change.permission();
            return new Change(permission.account(), permission.product(), permission.usableSince(), change.changedAt());
        }
    }

    static ChangesResponse of(FeedPage page, String next, Duration validFor) {
        return new ChangesResponse(
                page.changes().stream().map(Change::of).toList(),
                next,
                page.hasMore(),
                page.asOf(),
                page.hasMore() ? 0 : validFor.toSeconds());
    }
}
