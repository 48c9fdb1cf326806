package ai.datacontrols.changes;

import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.ledger.feed.FeedCursorCodec;
import ai.datacontrols.ledger.feed.FeedPage;
import ai.datacontrols.web.SiteConfig;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Writes a page of the feed in the format that the client accepts. */
@Singleton
class ChangesWriter {

    private static final String PATH = "/api/v1/changes";

    private static final MediaType EVENTS = MediaType.valueOf(CloudEvent.BATCH);

    private final ChangeFeed feed;
    private final FeedCursorCodec cursors;
    private final ObjectMapper json;
    private final URI feeds;

    ChangesWriter(ChangeFeed feed, FeedCursorCodec cursors, ObjectMapper json, SiteConfig site) {
        this.feed = feed;
        this.cursors = cursors;
        this.json = json;
        feeds = site.address().resolve(PATH);
    }

    /**
     * Returns whether a client prefers events.
     *
     * @param accepted the media types that it accepts, the most preferred first
     */
    static boolean prefersEvents(List<MediaType> accepted) {
        for (MediaType each : accepted) {
            if (each.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (each.isCompatible(EVENTS)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the response in the own format. */
    Response changes(FeedPage page) {
        return Response.ok(response(page), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    /**
     * Returns the response as CloudEvents.
     *
     * @param parameters those of the request beside the position, for the link to the next page, such as
     *     {@code &wait=30}
     */
    Response events(FeedPage page, String parameters) {
        var response = response(page);
        return Response.ok(bytes(CloudEvent.of(page, feeds)), EVENTS)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.LINK, "<" + PATH + "?after=" + response.next() + parameters + ">; rel=\"next\"")
                .header("Data-Controls-Next", response.next())
                .header("Data-Controls-More", response.more())
                .header("Data-Controls-As-Of", response.asOf())
                .header("Data-Controls-Valid-For", response.validFor())
                .build();
    }

    private ChangesResponse response(FeedPage page) {
        return ChangesResponse.of(page, cursors.encode(page.next()), feed.validFor(page.asOf()));
    }

    private byte[] bytes(List<CloudEvent> events) {
        try {
            return json.writeValueAsBytes(events);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
