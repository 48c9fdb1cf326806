package ai.datacontrols.transparency;

import ai.datacontrols.proof.VerifierKey;
import ai.datacontrols.proof.store.LogReader;
import ai.datacontrols.web.SiteConfig;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Serves the names and public keys of the logs; public. */
@Path("/.well-known/data-controls-log")
public class LogDescriptionResource {

    /**
     * All logs.
     *
     * @param origin the name of the current log
     * @param keys its public keys, as {@code name+id+key}
     * @param retiredKeys the public keys that signed its earlier checkpoints
     * @param timestampKey the public key of the cosigner that adds the time to checkpoints; omitted without one
     * @param url the address before {@code /checkpoint} and {@code /tile/}
     * @param earlier the logs before it, the latest first
     */
    @JsonInclude(Include.NON_NULL)
    record Description(
            String origin,
            List<String> keys,
            List<String> retiredKeys,
            String timestampKey,
            URI url,
            List<Earlier> earlier) {}

    /**
     * A log that ended.
     *
     * @param keys the public keys that signed it
     * @param lastCheckpoint the SHA-256 of its text is the first entry of the next log
     */
    record Earlier(String origin, List<String> keys, URI url, String lastCheckpoint) {}

    private final LogReader reader;
    private final SiteConfig site;

    LogDescriptionResource(LogReader reader, SiteConfig site) {
        this.reader = reader;
        this.site = site;
    }

    @GET
    public Response logs() {
        var current = reader.current().orElseThrow(NotFoundException::new);
        return Response.ok(
                        new Description(
                                current.origin(),
                                keys(current.keys()),
                                keys(reader.retiredKeys(current)),
                                reader.timestampKey().map(VerifierKey::toString).orElse(null),
                                site.address().resolve("/log"),
                                reader.earlier(current).stream()
                                        .map(log -> new Earlier(
                                                log.origin(),
                                                keys(log.keys()),
                                                site.address().resolve("/log/" + log.number()),
                                                log.lastCheckpoint().toString()))
                                        .toList()),
                        MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60")
                .build();
    }

    private static List<String> keys(List<VerifierKey> keys) {
        return keys.stream().map(VerifierKey::toString).toList();
    }
}
