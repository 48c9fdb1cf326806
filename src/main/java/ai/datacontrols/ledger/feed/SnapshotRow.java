package ai.datacontrols.ledger.feed;

/** A {@link Permission} of a snapshot, as text (RFC 3339, UTC), because millions of them are only forwarded. */
public record SnapshotRow(String account, String product, String usableSince) {}
