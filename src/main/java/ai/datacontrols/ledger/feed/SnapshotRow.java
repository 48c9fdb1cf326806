package ai.datacontrols.ledger.feed;

/**
 * A {@link Permission} of a snapshot, as text: there are millions, and they are only passed on.
 *
 * @param usableSince an instant (RFC 3339, UTC); null for nothing
 */
public record SnapshotRow(String account, String product, String usableSince) {}
