package ai.datacontrols.ledger.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * A {@link Permission} of a snapshot, as text, because millions of them are only forwarded.
 *
 * @param usableSince an instant (RFC 3339, UTC); null if no data may be used
 * @param reason the cause of the permission if it is another than the plan; null otherwise, and if it isn't proven
 */
public record SnapshotRow(
        String account,
        String product,
        String usableSince,
        @JsonInclude(Include.NON_NULL) ChangeReason reason) {}
