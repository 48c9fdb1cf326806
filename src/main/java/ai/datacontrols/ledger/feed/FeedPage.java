package ai.datacontrols.ledger.feed;

import java.time.Instant;
import java.util.List;

/**
 * A page of changes, in the order in which to apply them.
 *
 * @param next the cursor after them; unless {@code hasMore}, it includes every change visible at {@code asOf}
 */
public record FeedPage(List<PermissionChange> changes, FeedCursor next, boolean hasMore, Instant asOf) {}
