package ai.datacontrols.proof;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One signature line of a signed note.
 *
 * @param name the name of the key
 * @param base64 the key id, four bytes, and the signature
 */
public record NoteSignature(String name, String base64) {

    private static final String PREFIX = "— ";

    public NoteSignature {
        VerifierKey.checkName(name);
        if (Text.base64(base64, "A signature").length <= Integer.BYTES) {
            throw new UnreadableException("The signature by " + name + " is empty");
        }
    }

    static NoteSignature of(VerifierKey key, byte[] signature) {
        return new NoteSignature(
                key.name(),
                Text.base64(ByteBuffer.allocate(Integer.BYTES + signature.length)
                        .putInt(key.id())
                        .put(signature)
                        .array()));
    }

    public static NoteSignature parse(String line) {
        var parts = line.split(" ", -1);
        if (!line.startsWith(PREFIX) || parts.length != 3) {
            throw new UnreadableException("Not a signature line: " + line);
        }
        return new NoteSignature(parts[1], parts[2]);
    }

    public int keyId() {
        return ByteBuffer.wrap(bytes()).getInt();
    }

    byte[] signature() {
        var bytes = bytes();
        return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    }

    private byte[] bytes() {
        return Text.base64(base64, "A signature");
    }

    @Override
    public String toString() {
        return PREFIX + name + " " + base64;
    }
}
