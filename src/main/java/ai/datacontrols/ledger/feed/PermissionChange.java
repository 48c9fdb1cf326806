package ai.datacontrols.ledger.feed;

import java.time.Instant;

/**
 * A permission that came to be.
 *
 * @param changedAt when that was recorded
 */
public record PermissionChange(Permission permission, Instant changedAt) {}
