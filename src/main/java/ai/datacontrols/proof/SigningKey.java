package ai.datacontrols.proof;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;

/** A private Ed25519 key with a name, written {@code PRIVATE+KEY+name+id+seed} as in other tools. */
public final class SigningKey {

    private static final String PREFIX = "PRIVATE+KEY+";

    private final VerifierKey verifierKey;
    private final byte[] seed;
    private final PrivateKey key;

    private SigningKey(String name, SignatureType type, byte[] seed) {
        this.seed = seed;
        try {
            key = KeyFactory.getInstance(VerifierKey.ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            // a key pair is made from random bytes, and Java has no other way from a private key to its public one
            var generator = KeyPairGenerator.getInstance(VerifierKey.ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            verifierKey = VerifierKey.of(name, type, generator.generateKeyPair().getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java platform", e);
        }
        if (!verifierKey.verify("\n", signature("\n", Instant.EPOCH))) {
            throw new IllegalStateException("The public key does not belong to the private key");
        }
    }

    public static SigningKey generate(String name, SignatureType type) {
        var seed = new byte[type.keyLength];
        new SecureRandom().nextBytes(seed);
        return new SigningKey(name, requireEd25519(type), seed);
    }

    /** @throws UnreadableException if the text isn't a signing key; the message does not contain the key */
    public static SigningKey parse(String text) {
        var parts = text.split("\\+", 5);
        if (!text.startsWith(PREFIX) || parts.length < 5) {
            throw new UnreadableException("A signing key must be PRIVATE+KEY+name+id+seed");
        }
        var typedSeed = Text.base64(parts[4], "A signing key");
        var type = requireEd25519(SignatureType.of(typedSeed));
        var key = new SigningKey(parts[2], type, Arrays.copyOfRange(typedSeed, 1, typedSeed.length));
        if (!key.toPrivateText().equals(text)) {
            throw new UnreadableException("The id of the signing key is not that of its name and seed");
        }
        return key;
    }

    private static SignatureType requireEd25519(SignatureType type) {
        if (type == SignatureType.ML_DSA_44_COSIGNATURE) {
            throw new UnreadableException("A signing key must be an Ed25519 key");
        }
        return type;
    }

    /** Returns the key under another name, which is in everything that a log signs, so it serves no other log. */
    public SigningKey withName(String name) {
        require(SignatureType.ED25519);
        return new SigningKey(name, SignatureType.ED25519, seed);
    }

    public VerifierKey verifierKey() {
        return verifierKey;
    }

    public NoteSignature sign(String text) {
        require(SignatureType.ED25519);
        return signature(text, null);
    }

    public NoteSignature cosign(String text, Instant time) {
        require(SignatureType.ED25519_COSIGNATURE);
        return signature(text, time);
    }

    private NoteSignature signature(String text, Instant time) {
        if (verifierKey.type() == SignatureType.ED25519) {
            return NoteSignature.of(verifierKey, ed25519(Text.utf8(text)));
        }
        var seconds = time.getEpochSecond();
        var signature = ed25519(VerifierKey.cosigned(text, seconds));
        return NoteSignature.of(
                verifierKey,
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(seconds)
                        .put(signature)
                        .array());
    }

    private byte[] ed25519(byte[] message) {
        try {
            var signer = Signature.getInstance(VerifierKey.ALGORITHM);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java platform", e);
        }
    }

    private void require(SignatureType type) {
        if (verifierKey.type() != type) {
            throw new IllegalStateException("The key of " + verifierKey.name() + " is for " + verifierKey.type());
        }
    }

    /** Returns the key as it is configured. It must be kept secret. */
    public String toPrivateText() {
        var publicText = verifierKey.toString();
        var nameAndId = publicText.substring(0, publicText.indexOf('+') + 1 + 2 * Integer.BYTES);
        var typedSeed = ByteBuffer.allocate(1 + seed.length)
                .put(verifierKey.type().number)
                .put(seed)
                .array();
        return PREFIX + nameAndId + "+" + Text.base64(typedSeed);
    }

    /** Returns the public key, so that no log ever contains the private one. */
    @Override
    public String toString() {
        return verifierKey.toString();
    }

    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Fixed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
