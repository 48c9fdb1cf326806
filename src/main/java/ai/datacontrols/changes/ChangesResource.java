package ai.datacontrols.changes;

import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.ledger.feed.FeedCursor;
import ai.datacontrols.ledger.feed.FeedCursorCodec;
import ai.datacontrols.ledger.feed.FeedPage;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.input.Parameters;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.context.api.ManagedExecutorConfig;
import io.smallrye.context.api.NamedInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves the feed of changes, in order, each exactly once. */
@Path("/api/v1/changes")
@RolesAllowed("permissions-read")
public class ChangesResource {

    private static final int MOST_CHANGES = 10_000;
    private static final int LONGEST_WAIT = 60;

    /** A failure below this is only logged by Mutiny, so the client would wait until its own timeout. */
    private static final Duration SHORTEST_TIMER = Duration.ofMillis(1);

    private final ChangeFeed feed;
    private final FeedCursorCodec cursors;
    private final InitialImport initialImport;
    private final FeedNotifier notifier;
    private final ChangesWriter writer;
    private final ManagedExecutor readers;

    /** @param readers few threads, so that many clients that are notified at once leave connections for other requests */
    ChangesResource(
            ChangeFeed feed,
            FeedCursorCodec cursors,
            InitialImport initialImport,
            FeedNotifier notifier,
            ChangesWriter writer,
            @ManagedExecutorConfig(maxAsync = 4) @NamedInstance("feed") ManagedExecutor readers) {
        this.feed = feed;
        this.cursors = cursors;
        this.initialImport = initialImport;
        this.notifier = notifier;
        this.writer = writer;
        this.readers = readers;
    }

    /**
     * Returns the changes after a cursor, in the own format or as CloudEvents.
     *
     * @param limit the maximum number of changes, 1 to 10,000, by default 1,000; changes of one transaction stay
     *     together
     * @param wait how many seconds to wait for a change, 0 to 60, by default 0. A waiting client gets at most about 40
     *     responses a second, each with all changes
     * @return 410 if the cursor is unknown or too old, or another policy version came into force: take a new snapshot;
     *     503 until the initial import is complete
     */
    @GET
    @Produces({MediaType.APPLICATION_JSON, CloudEvent.BATCH})
    @Blocking
    public Uni<Response> changes(
            @RestQuery String after, @RestQuery String limit, @RestQuery String wait, @Context HttpHeaders headers) {
        var isForEvents = ChangesWriter.prefersEvents(headers.getAcceptableMediaTypes());
        var most = Parameters.number("limit", limit, 1, MOST_CHANGES, 1_000);
        var patience = Duration.ofSeconds(Parameters.number("wait", wait, 0, LONGEST_WAIT, 0));
        if (after == null) {
            throw new RequestException(
                    ErrorKind.INVALID_REQUEST, "after is missing: a snapshot has the first position");
        }
        if (!initialImport.isComplete()) {
            throw new RequestException(ErrorKind.FIRST_LOAD_INCOMPLETE);
        }
        var cursor = cursors.decode(after).orElseThrow(ChangesResource::newSnapshotNeeded);
        return waitAndRead(cursor, most, Instant.now().plus(patience))
                .map(page -> isForEvents
                        ? writer.events(page, parameter("limit", limit) + parameter("wait", wait))
                        : writer.changes(page));
    }

    private static String parameter(String name, String value) {
        return value == null ? "" : "&" + name + "=" + value;
    }

    /**
     * A client that has everything the last poll found waits for the next poll; otherwise each of many changes would
     * be a response of its own.
     */
    private Uni<FeedPage> waitAndRead(FeedCursor cursor, int most, Instant deadline) {
        var newer = notifier.next();
        var left = Duration.between(Instant.now(), deadline);
        var read = Uni.createFrom().item(() -> read(cursor, most)).runSubscriptionOn(readers);
        return (left.compareTo(Duration.ZERO) > 0 && notifier.isUpToDate(cursor)
                        ? waitFor(newer, left).chain(() -> read)
                        : read)
                .chain(page -> page.changes().isEmpty() && Instant.now().isBefore(deadline)
                        ? waitAndRead(page.next(), most, deadline)
                        : Uni.createFrom().item(page))
                .onTermination()
                .invoke(() -> newer.cancel(false));
    }

    /** Holds neither a thread nor a connection. */
    static Uni<Void> waitFor(CompletableFuture<Void> news, Duration patience) {
        return Uni.createFrom()
                .completionStage(news)
                .ifNoItem()
                .after(patience.compareTo(SHORTEST_TIMER) < 0 ? SHORTEST_TIMER : patience)
                .recoverWithItem((Void) null);
    }

    private FeedPage read(FeedCursor cursor, int most) {
        return feed.after(cursor, most).orElseThrow(ChangesResource::newSnapshotNeeded);
    }

    static RequestException newSnapshotNeeded() {
        return new RequestException(
                ErrorKind.NEW_SNAPSHOT_NEEDED,
                "the position is unknown or too old, or another policy version took force: take a new snapshot");
    }
}
