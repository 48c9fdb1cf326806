package ai.datacontrols.proof;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key with a name, written {@code name+id+key} (<a
 * href="https://c2sp.org/signed-note#verifier-keys">signed-note</a>).
 */
public final class VerifierKey {

    static final String ALGORITHM = "Ed25519";

    /** The bytes before a raw Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ED25519_SIGNATURE = 64;

    private final String name;
    private final SignatureType type;
    private final byte[] typedKey;
    private final int id;

    private VerifierKey(String name, byte[] typedKey) {
        this.name = name;
        this.typedKey = typedKey;
        type = SignatureType.of(typedKey);
        id = id(name, typedKey);
    }

    static VerifierKey of(String name, SignatureType type, PublicKey key) {
        var x509 = key.getEncoded();
        var typedKey = ByteBuffer.allocate(1 + type.keyLength)
                .put(type.number)
                .put(x509, X509_PREFIX.length, type.keyLength)
                .array();
        checkName(name);
        return new VerifierKey(name, typedKey);
    }

    /** @throws UnreadableException if the text isn't a verifier key, or if its id is not that of its name and key */
    public static VerifierKey parse(String text) {
        // at the first two: Base64 may contain more
        var parts = text.split("\\+", 3);
        if (parts.length < 3) {
            throw new UnreadableException("A verifier key must be name+id+key");
        }
        checkName(parts[0]);
        var key = new VerifierKey(parts[0], Text.base64(parts[2], "A verifier key"));
        if (!parts[1].equals(key.hexId())) {
            throw new UnreadableException("The id of the verifier key of " + parts[0] + " must be " + key.hexId());
        }
        return key;
    }

    static void checkName(String name) {
        var valid = !name.isEmpty()
                && name.codePoints()
                        .noneMatch(character -> character == '+'
                                || Character.isWhitespace(character)
                                || Character.isSpaceChar(character)
                                || Character.isISOControl(character));
        if (!valid) {
            throw new UnreadableException("The name of a key must not be empty, and must not contain spaces or +");
        }
    }

    private static int id(String name, byte[] typedKey) {
        var digest = Hash.sha256();
        digest.update(Text.utf8(name + "\n"));
        return ByteBuffer.wrap(digest.digest(typedKey)).getInt();
    }

    public String name() {
        return name;
    }

    public SignatureType type() {
        return type;
    }

    public int id() {
        return id;
    }

    String publicKeyText() {
        return Text.base64(typedKey);
    }

    public boolean isSupported() {
        return type != SignatureType.ML_DSA_44_COSIGNATURE;
    }

    /** Returns whether a signature names this key. It still has to be verified. */
    public boolean made(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId() == id;
    }

    /** Returns whether this is the same public key as another one, whatever their names and types. */
    public boolean hasKeyOf(VerifierKey other) {
        return Arrays.equals(typedKey, 1, typedKey.length, other.typedKey, 1, other.typedKey.length);
    }

    /** Returns whether a signature that names this key is right for this text. */
    public boolean verify(String text, NoteSignature signature) {
        var bytes = signature.signature();
        return switch (type) {
            case ED25519 -> verify(Text.utf8(text), bytes);
            case ED25519_COSIGNATURE ->
                bytes.length == Long.BYTES + ED25519_SIGNATURE
                        && seconds(bytes) >= 0
                        && verify(cosigned(text, seconds(bytes)), Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
            case ML_DSA_44_COSIGNATURE -> throw new UnsupportedOperationException("ML-DSA-44");
        };
    }

    public Instant time(NoteSignature cosignature) {
        return Instant.ofEpochSecond(seconds(cosignature.signature()));
    }

    private boolean verify(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(publicKey());
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new UnreadableException("The verifier key of " + name + " is no Ed25519 key", e);
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        var x509 = ByteBuffer.allocate(X509_PREFIX.length + type.keyLength)
                .put(X509_PREFIX)
                .put(typedKey, 1, type.keyLength)
                .array();
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509));
    }

    /** The message that a cosigner signs: a header, the time, and the text. */
    static byte[] cosigned(String text, long seconds) {
        return Text.utf8("cosignature/v1\ntime " + seconds + "\n" + text);
    }

    private static long seconds(byte[] cosignature) {
        return ByteBuffer.wrap(cosignature).getLong();
    }

    private String hexId() {
        return HexFormat.of().toHexDigits(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key && name.equals(key.name) && Arrays.equals(typedKey, key.typedKey);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return name + "+" + hexId() + "+" + Text.base64(typedKey);
    }
}
