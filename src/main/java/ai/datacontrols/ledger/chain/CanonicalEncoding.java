package ai.datacontrols.ledger.chain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * The input of a hash: the name, length and value of every field that is set. The encoding is injective, and adding a
 * field later doesn't change the encoding of earlier rows.
 */
public final class CanonicalEncoding {

    private byte[] form = new byte[512];
    private int length;

    public CanonicalEncoding add(String name, Object value) {
        if (value != null) {
            addText(name, value.toString());
        }
        return this;
    }

    /** Adds microseconds since 1970, PostgreSQL's precision. */
    public CanonicalEncoding add(String name, Instant instant) {
        return add(name, instant == null ? null : instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(form, length);
    }

    void update(Mac mac) {
        mac.update(form, 0, length);
    }

    private void addText(String name, String text) {
        var value = text.getBytes(StandardCharsets.UTF_8);
        var size = Integer.toString(value.length);
        reserve(name.length() + size.length() + value.length + 2);
        addAscii(name);
        form[length++] = ' ';
        addAscii(size);
        form[length++] = ' ';
        System.arraycopy(value, 0, form, length, value.length);
        length += value.length;
    }

    private void addAscii(String text) {
        for (var place = 0; place < text.length(); place++) {
            form[length++] = (byte) text.charAt(place);
        }
    }

    private void reserve(int more) {
        if (form.length - length < more) {
            form = Arrays.copyOf(form, Math.max(2 * form.length, length + more));
        }
    }
}
