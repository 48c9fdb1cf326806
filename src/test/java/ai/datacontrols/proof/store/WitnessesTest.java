package ai.datacontrols.proof.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.proof.AddCheckpointRequest;
import ai.datacontrols.proof.AddCheckpointResponse;
import ai.datacontrols.proof.AddCheckpointResponse.Cosigned;
import ai.datacontrols.proof.AddCheckpointResponse.OtherSize;
import ai.datacontrols.proof.AddCheckpointResponse.Refused;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.SignatureType;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.SmallWitness;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Witnesses cosign what is published; the log goes on without those that are away. */
@QuarkusTest
class WitnessesTest {

    private static final SigningKey KEY = SigningKey.generate("witness.example", SignatureType.ED25519_COSIGNATURE);
    private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

    @Inject
    Jdbc jdbc;

    @Inject
    LogReader reader;

    @Inject
    TransparencyLog log;

    @Inject
    Choices choices;

    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void aWitnessCosignsEachNewCheckpoint() throws IOException {
        var account = published();
        start();
        var witnesses = new Witnesses(jdbc, config(address()));

        awaitCosignature(witnesses);
        choices.choose(account, Choice.OPTED_OUT);
        while (reader.indexes(account, List.of(1L, 2L)).size() < 2) {
            log.integrate();
            log.publish();
        }
        awaitCosignature(witnesses);
    }

    @Test
    void aWitnessThatKnowsTheLogAlreadyIsAskedForItsSize() throws IOException {
        published();
        start();
        awaitCosignature(new Witnesses(jdbc, config(address())));

        // this one was restarted, and begins with size 0
        var again = new Witnesses(jdbc, config(address()));
        choices.onPlan("pro");
        while (log.integrate()) {
            // until all entries have leaves
        }
        log.publish();
        awaitCosignature(again);
    }

    @Test
    void theLogGoesOnWithoutAWitness() throws IOException {
        published();
        int closed;
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = unused.getLocalPort();
        }

        new Witnesses(jdbc, config(URI.create("http://localhost:" + closed))).collect();

        assertThat(log.publish().isFine()).isTrue();
    }

    @Test
    void aCosignatureByAnotherKeyIsNotStored() throws IOException {
        published();
        var other = SigningKey.generate("other.example", SignatureType.ED25519_COSIGNATURE);
        var current = reader.current().orElseThrow();
        serve(new SmallWitness(other, Map.of(current.origin(), current.keys().get(0)), NOW));

        new Witnesses(jdbc, config(address())).collect();

        var cosigned = reader.current().orElseThrow().cosigned();
        assertThat(cosigned == null || cosigned.signatures().stream().noneMatch(other.verifierKey()::made))
                .isTrue();
    }

    /** The application signs once a second, so the checkpoint that was cosigned may not be the newest any more. */
    private void awaitCosignature(Witnesses witnesses) {
        var size = reader.current().orElseThrow().size();
        while (!isCosigned(size)) {
            witnesses.collect();
        }
    }

    private boolean isCosigned(long size) {
        var current = reader.current().orElseThrow();
        if (current.cosigned() == null
                || current.cosigned().signatures().stream().noneMatch(KEY.verifierKey()::made)) {
            return false;
        }
        var trusted = new LogPolicy(current.keys(), List.of(KEY.verifierKey()), 1).open(current.cosigned());
        assertThat(trusted.cosignatures().get(0).time()).isEqualTo(NOW);
        return trusted.checkpoint().size() >= size;
    }

    private UUID published() {
        var account = choices.onPlan("pro");
        while (reader.indexes(account, List.of(1L)).isEmpty()) {
            log.integrate();
            log.publish();
        }
        return account;
    }

    private void start() throws IOException {
        var current = reader.current().orElseThrow();
        var witness =
                new SmallWitness(KEY, Map.of(current.origin(), current.keys().get(0)), NOW);
        serve(witness);
    }

    private void serve(SmallWitness witness) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/add-checkpoint", exchange -> answer(witness, exchange));
        server.start();
    }

    private URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private static void answer(SmallWitness witness, HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var response = witness.answer(AddCheckpointRequest.parse(body));
        if (response instanceof OtherSize) {
            exchange.getResponseHeaders().set("Content-Type", AddCheckpointResponse.SIZE_TYPE);
        }
        var status = response instanceof Cosigned ? 200 : response instanceof Refused refused ? refused.status() : 409;
        var text =
                response instanceof Refused ? new byte[0] : response.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private static LogConfig config(URI address) {
        return new LogConfig() {
            @Override
            public Optional<String> key() {
                return Optional.empty();
            }

            @Override
            public Optional<String> nextKey() {
                return Optional.empty();
            }

            @Override
            public Optional<String> timestampKey() {
                return Optional.empty();
            }

            @Override
            public Optional<Path> directory() {
                return Optional.empty();
            }

            @Override
            public Map<String, Witness> witnesses() {
                return Map.of("test", new Witness() {
                    @Override
                    public URI url() {
                        return address;
                    }

                    @Override
                    public String key() {
                        return KEY.verifierKey().toString();
                    }
                });
            }
        };
    }
}
