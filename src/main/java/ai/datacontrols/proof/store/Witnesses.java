package ai.datacontrols.proof.store;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.proof.AddCheckpointRequest;
import ai.datacontrols.proof.AddCheckpointResponse;
import ai.datacontrols.proof.AddCheckpointResponse.Cosigned;
import ai.datacontrols.proof.AddCheckpointResponse.OtherSize;
import ai.datacontrols.proof.NoteSignature;
import ai.datacontrols.proof.ProofFailedException;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.TiledTree;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.VerifierKey;
import ai.datacontrols.proof.store.LogRows.State;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks the configured witnesses to cosign the newest checkpoint (<a
 * href="https://c2sp.org/tlog-witness">tlog-witness</a>). The log doesn't depend on them.
 */
@Singleton
public class Witnesses {

    private static final Logger LOG = Logger.getLogger(Witnesses.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(3);
    private static final int MAX_RESPONSE = 64 * 1024;

    private final Jdbc jdbc;
    private final List<Witness> witnesses;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIME_LIMIT)
            .followRedirects(Redirect.NEVER)
            .build();

    Witnesses(Jdbc jdbc, LogConfig config) {
        this.jdbc = jdbc;
        witnesses = config.witnesses().entrySet().stream()
                .map(each -> new Witness(
                        each.getKey(),
                        each.getValue().url(),
                        VerifierKey.parse(each.getValue().key())))
                .toList();
    }

    public int count() {
        return witnesses.size();
    }

    /** Sends the newest checkpoint to each witness that has not cosigned it, and stores the cosignatures. */
    public void collect() {
        if (witnesses.isEmpty()) {
            return;
        }
        try {
            jdbc.call("failed to read the log", LogRows::current)
                    .filter(log -> log.checkpoint() != null)
                    .ifPresent(this::collect);
        } catch (IllegalStateException databaseUnavailable) {
            LOG.debug("failed to collect cosignatures", databaseUnavailable);
        }
    }

    private void collect(State log) {
        var cosignatures = new ArrayList<NoteSignature>();
        var isNewer = log.cosignedSize() < log.checkpointSize() || log.cosigned() == null;
        if (!isNewer) {
            log.cosigned().signatures().stream()
                    .filter(signature -> !signature.name().equals(log.origin())
                            && !log.checkpoint().signatures().contains(signature))
                    .forEach(cosignatures::add);
        }
        var before = cosignatures.size();
        for (var witness : witnesses) {
            if (cosignatures.stream().noneMatch(witness.key::made)) {
                witness.cosign(log, cosignatures);
            }
        }
        if (cosignatures.size() > before) {
            var cosigned = log.checkpoint().with(cosignatures);
            jdbc.call("failed to store cosignatures", connection -> {
                LogRows.cosign(connection, log.number(), cosigned, log.checkpointSize());
                return null;
            });
        }
    }

    private final class Witness {

        private final String name;
        private final URI address;
        private final VerifierKey key;
        private int log;
        private long size;

        Witness(String name, URI url, VerifierKey key) {
            this.name = name;
            this.address = URI.create(url + "/add-checkpoint");
            this.key = key;
        }

        /** Asks twice, because the first response may be the size that the proof must begin with. */
        private void cosign(State current, List<NoteSignature> cosignatures) {
            if (log != current.number()) {
                log = current.number();
                size = 0;
            }
            try {
                var response = ask(current);
                if (response instanceof OtherSize other) {
                    size = other.size();
                    if (size > current.checkpointSize()) {
                        LOG.errorf(
                                "witness %s cosigned %d entries, but the log has %d",
                                name, size, current.checkpointSize());
                        return;
                    }
                    response = ask(current);
                }
                if (response instanceof Cosigned cosigned) {
                    cosignatures.addAll(verified(current, cosigned));
                    size = current.checkpointSize();
                } else {
                    LOG.warnf("witness %s did not cosign: %s", name, response);
                }
            } catch (IOException | UnreadableException | ProofFailedException e) {
                LOG.debugf(e, "witness %s is away", name);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private AddCheckpointResponse ask(State current) throws IOException, InterruptedException {
            var proof = jdbc.call(
                    "failed to prove consistency",
                    connection -> new TiledTree(LogRows.tiles(connection, current.number()), current.size())
                            .consistency(Math.min(size, current.checkpointSize()), current.checkpointSize()));
            var request = HttpRequest.newBuilder(address)
                    .timeout(TIME_LIMIT)
                    .POST(BodyPublishers.ofString(new AddCheckpointRequest(proof, current.checkpoint()).toString()))
                    .build();
            var response = client.send(request, BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                return AddCheckpointResponse.parse(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(null),
                        new String(body.readNBytes(MAX_RESPONSE), StandardCharsets.UTF_8));
            }
        }

        private List<NoteSignature> verified(State current, Cosigned response) {
            var note = new SignedNote(current.checkpoint().text(), response.cosignatures());
            return List.of(note.verify(List.of(key)).get(key));
        }
    }
}
