package ai.datacontrols.ledger.chain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The input of a hash: every field that is set, as name, length and value, in the order of addition. The encoding is
 * injective, and adding a field later doesn't change the encoding of earlier rows.
 */
public final class CanonicalEncoding {

    private final ByteArrayOutputStream form = new ByteArrayOutputStream();

    public CanonicalEncoding add(String name, Object value) {
        if (value != null) {
            var bytes = value.toString().getBytes(StandardCharsets.UTF_8);
            form.writeBytes((name + ' ' + bytes.length + ' ').getBytes(StandardCharsets.UTF_8));
            form.writeBytes(bytes);
        }
        return this;
    }

    /** Adds microseconds since 1970, PostgreSQL's precision. */
    public CanonicalEncoding add(String name, Instant instant) {
        return add(name, instant == null ? null : instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
    }

    public byte[] toBytes() {
        return form.toByteArray();
    }
}
