package ai.datacontrols.ledger.feed;

import java.time.Instant;
import java.util.List;

/**
 * A page of changes, in the order in which to apply them.
 *
 * @param next the cursor after them
 * @param hasMore whether more changes are available
 * @param asOf the instant of reading, by the database's clock; {@code next} includes every change visible then,
 *     unless {@code hasMore}
 */
public record FeedPage(List<PermissionChange> changes, FeedCursor next, boolean hasMore, Instant asOf) {}
