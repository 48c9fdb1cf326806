package ai.datacontrols.changes;

import ai.datacontrols.ledger.feed.ChangeReason;
import ai.datacontrols.ledger.feed.FeedPage;
import ai.datacontrols.ledger.feed.PermissionChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The changes after a cursor, in the order in which to apply them.
 *
 * @param next the cursor after these changes
 * @param validFor for how many seconds after the request the client may rely on its permissions; 0 if more changes are
 *     available, because they may withdraw permissions
 */
record ChangesResponse(List<Change> changes, String next, boolean more, Instant asOf, long validFor) {

    /**
     * What may be used of an account and a product from now on: data created at {@code usableSince} or later; null for
     * nothing.
     *
     * @param reason null if the stored change isn't proven
     */
    record Change(UUID account, String product, Instant usableSince, Instant changedAt, ChangeReason reason) {

        static Change of(PermissionChange change) {
            var permission = change.permission();
            return new Change(
                    permission.account(),
                    permission.product(),
                    permission.usableSince(),
                    change.changedAt(),
                    change.reason());
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
