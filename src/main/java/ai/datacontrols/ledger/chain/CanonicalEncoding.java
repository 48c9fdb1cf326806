package ai.datacontrols.ledger.chain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a hash is made over: every field that is set, as name, length and value, in the order in which they are added. No two
 * rows have the same form, and a field added later leaves the form of earlier rows as it was.
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

    /** Microseconds since 1970: what PostgreSQL keeps of an instant. */
    public CanonicalEncoding add(String name, Instant instant) {
        return add(name, instant == null ? null : instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
    }

    public byte[] toBytes() {
        return form.toByteArray();
    }
}
