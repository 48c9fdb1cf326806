package ai.datacontrols.ledger.feed;

/**
 * A {@link Permission} of a snapshot, as text, because millions of them are only forwarded.
 *
 * @param usableSince an instant (RFC 3339, UTC); null if no data may be used
 */
public record SnapshotRow(String account, String product, String usableSince) {}
