package ai.datacontrols.ledger.feed;

import java.time.Instant;

/**
 * A change of a permission.
 *
 * @param permission the new permission
 * @param changedAt when the change was recorded
 */
public record PermissionChange(Permission permission, Instant changedAt) {}
