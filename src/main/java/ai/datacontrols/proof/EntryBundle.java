package ai.datacontrols.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Encodes the entries below a tile of level 0: each with its length in two bytes, big-endian, before it. */
public final class EntryBundle {

    private static final int MAX_LENGTH = 0xffff;

    private EntryBundle() {}

    public static byte[] encode(List<byte[]> entries) {
        var bundle = new ByteArrayOutputStream();
        for (var entry : entries) {
            if (entry.length > MAX_LENGTH) {
                throw new IllegalArgumentException("An entry must not be longer than 65,535 bytes");
            }
            bundle.write(entry.length >> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
        }
        return bundle.toByteArray();
    }

    public static List<byte[]> decode(byte[] bundle) {
        var entries = new ArrayList<byte[]>();
        var rest = ByteBuffer.wrap(bundle);
        while (rest.hasRemaining()) {
            var length = rest.remaining() < Short.BYTES ? -1 : Short.toUnsignedInt(rest.getShort());
            if (length < 0 || length > rest.remaining()) {
                throw new UnreadableException("An entry bundle ends within entry " + entries.size());
            }
            var entry = new byte[length];
            rest.get(entry);
            entries.add(entry);
        }
        return entries;
    }
}
