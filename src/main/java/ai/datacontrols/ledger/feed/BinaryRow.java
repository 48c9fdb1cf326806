package ai.datacontrols.ledger.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Reads the rows of {@code COPY … (format binary)}, one message of the protocol after the other. */
final class BinaryRow {

    /** 11 bytes, flags, and the length of an extension that no version has. */
    private static final int HEADER = 19;

    private static final int END = -1;
    private static final long SECONDS_TO_2000 =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long MICROS = 1_000_000;

    private ByteBuffer message;
    private boolean isHeaderRead;

    boolean read(byte[] bytes) {
        message = ByteBuffer.wrap(bytes);
        if (!isHeaderRead) {
            message.position(HEADER);
            isHeaderRead = true;
        }
        return message.hasRemaining() && message.getShort() != END;
    }

    UUID uuid() {
        message.getInt();
        return new UUID(message.getLong(), message.getLong());
    }

    /** Returns null for NULL, like the other methods. */
    String text() {
        var length = message.getInt();
        if (length == END) {
            return null;
        }
        var text = new String(message.array(), message.position(), length, StandardCharsets.UTF_8);
        message.position(message.position() + length);
        return text;
    }

    byte[] bytes() {
        var length = message.getInt();
        if (length == END) {
            return null;
        }
        var bytes = new byte[length];
        message.get(bytes);
        return bytes;
    }

    Long number() {
        return message.getInt() == END ? null : (Long) message.getLong();
    }

    /** PostgreSQL counts microseconds since 2000. */
    Instant instant() {
        var micros = number();
        return micros == null
                ? null
                : Instant.ofEpochSecond(
                        SECONDS_TO_2000 + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }
}
