package ai.datacontrols.changes;

import ai.datacontrols.changes.ChangesResponse.Change;
import ai.datacontrols.ledger.feed.FeedPage;
import ai.datacontrols.ledger.feed.PermissionChange;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * A change as an event of CloudEvents 1.0. A batch is a bare array, so the position after it and for how long it may be
 * relied on are headers of the response.
 *
 * @param id unique among the events of the source, and the same whenever the change is read again
 * @param source the feed; a restored database has another one
 * @param subject the account
 */
record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        Change data) {

    /** The media type of a batch (CloudEvents JSON format, 4). */
    static final String BATCH = "application/cloudevents-batch+json";

    private static final String TYPE = "ai.datacontrols.permission.changed.v1";

    /** @param feeds the public URL of the feed, to which the id of the stored feed is added */
    static List<CloudEvent> of(FeedPage page, URI feeds) {
        var source = feeds + "#" + page.next().feed();
        return page.changes().stream().map(change -> of(change, source)).toList();
    }

    /** An entry changes the permission of a product once. */
    private static CloudEvent of(PermissionChange change, String source) {
        var permission = change.permission();
        return new CloudEvent(
                "1.0",
                permission.account() + "/" + change.sequence() + "/" + permission.product(),
                source,
                TYPE,
                permission.account().toString(),
                change.changedAt(),
                MediaType.APPLICATION_JSON,
                Change.of(change));
    }
}
