package ai.datacontrols.transparency;

import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.store.LogReader;
import ai.datacontrols.proof.store.LogReader.PublishedLog;
import ai.datacontrols.web.auth.Viewer;
import ai.datacontrols.web.error.ViewerLookup;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.Compressed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Serves the log to people as a page, and to software in the form of <a
 * href="https://c2sp.org/tlog-tiles">tlog-tiles</a>; public. The current log is below {@code /log}; each log, including
 * those that ended, is below {@code /log/} and its number.
 */
@Path("/log")
public class LogResource {

    @CheckedTemplate(basePath = "transparency")
    static class Templates {
        static native TemplateInstance log(PublishedLog log);
    }

    /** Anonymous clients must not take all connections to the database. */
    private static final int MAX_CONCURRENT = 8;

    private static final String CHECKPOINT_TYPE = MediaType.TEXT_PLAIN + ";charset=utf-8";
    private static final String FOR_A_SECOND = "public, max-age=1";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final LogReader reader;
    private final TileCache cache = new TileCache();
    private final Semaphore places = new Semaphore(MAX_CONCURRENT);

    private final UserLocale userLocale;
    private final ViewerLookup viewers;
    private final Viewer viewer;

    LogResource(LogReader reader, UserLocale userLocale, ViewerLookup viewers, Viewer viewer) {
        this.reader = reader;
        this.userLocale = userLocale;
        this.viewers = viewers;
        this.viewer = viewer;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Blocking
    @Compressed
    public Uni<Response> log(@Context RoutingContext context) {
        var current = reader.current().orElseThrow(NotFoundException::new);
        return viewers.load(context).map(known -> page(current));
    }

    /** A page that names a person must not be cached. */
    private Response page(PublishedLog current) {
        var page = Response.ok(Templates.log(current).setLocale(userLocale.locale()));
        return viewer.isSignedIn()
                ? page.header(HttpHeaders.CACHE_CONTROL, "no-store").build()
                : page.build();
    }

    @GET
    @Path("checkpoint")
    public Response checkpoint() {
        return limited(() -> reader.current()
                .map(log -> ok(log.checkpoint().toString(), CHECKPOINT_TYPE, FOR_A_SECOND))
                .orElseGet(LogResource::notFound));
    }

    @GET
    @Path("tile/{path:.+}")
    public Response tile(@RestPath String path) {
        return parsed(path)
                .map(tile -> limited(() -> reader.current()
                        .flatMap(log -> current(log, tile))
                        .map(LogResource::ok)
                        .orElseGet(LogResource::notFound)))
                .orElseGet(LogResource::notFound);
    }

    @GET
    @Path("{number:[1-9][0-9]{0,8}}/checkpoint")
    public Response checkpoint(@RestPath int number) {
        return limited(() -> reader.keptCheckpoint(number)
                .map(checkpoint -> ok(checkpoint.toString(), CHECKPOINT_TYPE, FOR_A_SECOND))
                .orElseGet(LogResource::notFound));
    }

    @GET
    @Path("{number:[1-9][0-9]{0,8}}/tile/{path:.+}")
    public Response tile(@RestPath int number, @RestPath String path) {
        return parsed(path)
                .map(tile -> limited(
                        () -> reader.keptTile(number, tile).map(LogResource::ok).orElseGet(LogResource::notFound)))
                .orElseGet(LogResource::notFound);
    }

    private Optional<byte[]> current(PublishedLog log, Tile tile) {
        return cache.get(log.number(), tile).or(() -> {
            var read = reader.tile(log, tile);
            read.ifPresent(content -> cache.put(log.number(), tile, content));
            return read;
        });
    }

    private static Optional<Tile> parsed(String path) {
        try {
            return Optional.of(Tile.parse("tile/" + path));
        } catch (UnreadableException notATile) {
            return Optional.empty();
        }
    }

    private Response limited(Supplier<Response> read) {
        if (!places.tryAcquire()) {
            return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, 1)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        try {
            return read.get();
        } finally {
            places.release();
        }
    }

    private static Response ok(byte[] content) {
        return ok(content, MediaType.APPLICATION_OCTET_STREAM, FOR_EVER);
    }

    private static Response ok(Object content, String type, String caching) {
        return Response.ok(content, type)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .build();
    }

    /** Without a header, a cache could keep the answer beyond the moment at which the tile is there. */
    private static Response notFound() {
        return Response.status(Response.Status.NOT_FOUND)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
