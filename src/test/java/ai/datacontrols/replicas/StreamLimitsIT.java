package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.ledger.ManyAccounts;
import ai.datacontrols.parts.RawConnection;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An instance with a heap of 256 MB survives compressed gigabytes and slow clients, and logs no errors. */
@QuarkusTest
class StreamLimitsIT {

    private static final String PREFIX = "eeeeeeee-1111-4000-8000-";
    private static final String BATCH = "/api/v1/decisions/batch";
    private static final int AT_ONCE = 6;

    @BeforeAll
    static void manyAccounts() {
        ManyAccounts.write(PREFIX, 200_000);
    }

    @AfterAll
    static void gone() {
        ManyAccounts.remove(PREFIX);
    }

    @Test
    void survivesBombsWithAndWithoutATokenAndAbortsASlowSnapshot() throws Exception {
        // enough for two rounds: the server may free a rejected request's place shortly after its client disconnects
        var places = String.valueOf(2 * AT_ONCE);
        var settings = Map.of(
                "data-controls.streams.snapshot-timeout",
                "5S",
                "data-controls.streams.max-concurrent",
                places,
                "data-controls.streams.max-concurrent-per-client",
                places,
                "data-controls.streams.reserved-per-role",
                "0");
        try (var replica = Replica.start(settings, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError")) {
            var address = URI.create(replica.address());
            byte[] brotli;
            try (var in = getClass().getResourceAsStream("/bombs/one-gigabyte.br")) {
                brotli = in.readAllBytes();
            }
            bombs(address, "/", "none", "br", brotli, "415");
            bombs(address, BATCH, "none", "br", brotli, "415");
            bombs(address, BATCH, "none", "gzip", gigabyte((byte) 'a'), "401");
            bombs(address, BATCH, Token.fresh("pipeline-chat"), "gzip", gigabyte((byte) 'a'), "413");
            // one response line for each empty line, which the client doesn't read
            bombs(address, BATCH, Token.fresh("pipeline-chat"), "gzip", gigabyte((byte) '\n'), "200");

            try (var slow = new RawConnection(address, Duration.ofSeconds(30))) {
                slow.get("/api/v1/permissions", Token.fresh("pipeline-code"));
                assertThat(slow.status()).contains("200");
                var before = System.nanoTime();
                assertThatThrownBy(() -> {
                            while (slow.line() != null) {
                                // a slow but active reader
                                Thread.sleep(1);
                            }
                        })
                        .isInstanceOf(IOException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(60));
            }
            assertThat(replica.isReady()).isTrue();
            assertThat(replica.logged())
                    .noneMatch(line -> line.contains("ERROR") || line.contains("OutOfMemoryError"))
                    .anyMatch(line -> line.contains("snapshot stream of client pipeline-code ended"));
        }
    }

    private static void bombs(URI address, String path, String token, String coding, byte[] bomb, String status)
            throws IOException {
        var connections = new ArrayList<RawConnection>();
        try {
            for (var n = 0; n < AT_ONCE; n++) {
                var connection = new RawConnection(address, Duration.ofSeconds(60));
                connections.add(connection);
                connection.post(
                        path, token, "Content-Type: application/x-ndjson\r\nContent-Encoding: " + coding + "\r\n");
                try {
                    connection.chunk(bomb);
                    connection.end();
                } catch (IOException refusedMeanwhile) {
                    // the status says why
                }
            }
            for (var connection : connections) {
                assertThat(connection.status()).contains(status);
            }
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    private static byte[] gigabyte(byte of) throws IOException {
        var body = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(body)) {
            var some = new byte[1 << 20];
            Arrays.fill(some, of);
            for (var n = 0; n < 1024; n++) {
                gzip.write(some);
            }
        }
        return body.toByteArray();
    }
}
