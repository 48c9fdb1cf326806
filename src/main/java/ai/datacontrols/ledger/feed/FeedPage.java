package ai.datacontrols.ledger.feed;

import java.time.Instant;
import java.util.List;

/**
 * Some changes in the order in which they are to be applied.
 *
 * @param next the position after them
 * @param hasMore whether there are more already
 * @param asOf the instant, by the database's clock, at which {@code next} was all there was if there are no more
 */
public record FeedPage(List<PermissionChange> changes, FeedCursor next, boolean hasMore, Instant asOf) {}
