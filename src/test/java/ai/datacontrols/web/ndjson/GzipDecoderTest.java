package ai.datacontrols.web.ndjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.web.error.RequestException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A gzip body is decoded as a whole or fails, however the network fragments it. */
class GzipDecoderTest {

    private final Random random = new Random(1);

    /** Returns a few bytes at a time, and never reports more as available. */
    private static final class Slowly extends InputStream {

        private final ByteArrayInputStream in;
        private final int most;

        Slowly(byte[] bytes, int most) {
            in = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return in.read(target, offset, Math.min(length, most));
        }
    }

    @Test
    void decodesAllMembersInPiecesOfAnySize() throws IOException {
        var text = new ByteArrayOutputStream();
        var body = new ByteArrayOutputStream();
        for (var size : new int[] {0, 1, 100_000, 0, 7, 40_000}) {
            var part = random.ints(size, 'a', 'f')
                    .collect(ByteArrayOutputStream::new, ByteArrayOutputStream::write, (a, b) -> {});
            text.writeBytes(part.toByteArray());
            body.writeBytes(gzip(part.toByteArray()));
        }
        for (var most : new int[] {1, 2, 7, 1_000, 1_000_000}) {
            assertThat(decode(body.toByteArray(), most)).isEqualTo(text.toByteArray());
        }
    }

    @Test
    void decodesHeadersWithAllTheirFields() throws IOException {
        var plain = gzip("text".getBytes());
        var header = new ByteArrayOutputStream();
        header.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0x02 | 0x04 | 0x08 | 0x10, 1, 2, 3, 4, 0, 3});
        header.writeBytes(new byte[] {3, 0, 'x', 'y', 'z'});
        header.writeBytes("name\0comment\0".getBytes());
        var checksum = new CRC32();
        checksum.update(header.toByteArray());
        header.write((int) checksum.getValue());
        header.write((int) checksum.getValue() >> 8);
        var body = new ByteArrayOutputStream();
        body.writeBytes(header.toByteArray());
        body.write(plain, 10, plain.length - 10);
        var bytes = body.toByteArray();
        assertThat(decode(bytes, 1_000)).isEqualTo("text".getBytes());

        bytes[20]++;
        assertThatThrownBy(() -> decode(bytes, 1_000)).hasMessage("the gzip body is damaged");
    }

    @Test
    void failsForEveryTruncation() throws IOException {
        var body = gzip(random.ints(300, 'a', 'z')
                .mapToObj(Integer::toString)
                .reduce("", String::concat)
                .getBytes());
        for (var length = 1; length < body.length; length++) {
            var part = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> decode(part, 1_000))
                    .as("%d of %d bytes", part.length, body.length)
                    .isInstanceOf(RequestException.class)
                    .hasMessage("the gzip body ends early");
        }
        assertThatThrownBy(() -> decode(new byte[0], 1)).hasMessage("the gzip body is empty");
    }

    /** Unused bits (time, operating system, padding after the last block) may be flipped, but no other text results. */
    @Test
    void neverDecodesAFlippedBitToAnotherText() throws IOException {
        var text = "a line of text, and another line of text, and a third".getBytes();
        var body = gzip(text);
        var failed = 0;
        for (var bit = 0; bit < body.length * 8; bit++) {
            var damaged = body.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(decode(damaged, 1_000)).as("bit %d", bit).isEqualTo(text);
            } catch (RequestException exception) {
                failed++;
            }
        }
        // all bits except six bytes of the header, its text flag, and the padding
        assertThat(failed).isBetween((body.length - 8) * 8, (body.length - 6) * 8 - 1);
    }

    @Test
    void failsForDataAfterTheEnd() throws IOException {
        for (var length : new int[] {1, 2, 512}) {
            var body = Arrays.copyOf(gzip("text".getBytes()), gzip("text".getBytes()).length + length);
            assertThatThrownBy(() -> decode(body, 1_000)).hasMessage("the gzip body has data after its end");
        }
    }

    @Test
    void stopsABombWithinTheLimitAndDecodesAShortRepetitiveBody() throws IOException {
        var bomb = gzip(new byte[80 << 20]);
        assertThatThrownBy(() -> decode(bomb, 1_000_000))
                .hasMessageContaining("inflates to more than 64 MB and more than 100 times its size");
        var harmless = gzip(new byte[60 << 20]);
        assertThatCode(() -> decode(harmless, 1_000_000)).doesNotThrowAnyException();
    }

    /** Available bytes can be read without further bytes from the client. */
    @Test
    void readsAvailableBytesWithoutBlocking() throws IOException {
        var body = new ByteArrayOutputStream();
        var gzip = new GZIPOutputStream(body, true);
        gzip.write("one\n".getBytes());
        gzip.flush();
        var sent = body.toByteArray();
        var decoder = new GzipDecoder(new InputStream() {
            private int position;

            @Override
            public int available() {
                return sent.length - position;
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (position == sent.length) {
                    throw new IllegalStateException("would block");
                }
                target[offset] = sent[position++];
                return 1;
            }
        });
        assertThat(new LineReader(decoder, 100).next(10, 1_000)).containsExactly("one".getBytes());
        assertThat(decoder.available()).isZero();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var body = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(body)) {
            gzip.write(bytes);
        }
        return body.toByteArray();
    }

    private static byte[] decode(byte[] body, int most) throws IOException {
        try (var decoder = new GzipDecoder(new Slowly(body, most))) {
            return decoder.readAllBytes();
        }
    }
}
