package ai.datacontrols.ledger.feed;

import java.time.Instant;

/**
 * A change of a permission.
 *
 * @param permission the new permission
 * @param changedAt when the change was recorded
 * @param sequence the entry of the account that made the change
 * @param reason the cause, by the kind of that entry, which is not verified for it; null if the change isn't proven
 */
public record PermissionChange(Permission permission, Instant changedAt, long sequence, ChangeReason reason) {}
