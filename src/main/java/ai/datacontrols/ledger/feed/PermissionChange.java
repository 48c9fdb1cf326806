package ai.datacontrols.ledger.feed;

import java.time.Instant;

public record PermissionChange(Permission permission, Instant changedAt) {}
