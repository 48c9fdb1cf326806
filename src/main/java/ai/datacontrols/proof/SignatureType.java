package ai.datacontrols.proof;

import java.util.Arrays;

/** The kinds of signature. The key id depends on it, so that one key can't be taken for another kind. */
public enum SignatureType {
    ED25519(0x01, 32),

    /** Signs a checkpoint and a time (<a href="https://c2sp.org/tlog-cosignature">tlog-cosignature</a>). */
    ED25519_COSIGNATURE(0x04, 32),

    /** The same with ML-DSA-44, which Java 17 can't verify. */
    ML_DSA_44_COSIGNATURE(0x06, 1312);

    final byte number;
    final int keyLength;

    SignatureType(int number, int keyLength) {
        this.number = (byte) number;
        this.keyLength = keyLength;
    }

    static SignatureType of(byte[] typedKey) {
        return Arrays.stream(values())
                .filter(type -> typedKey.length == type.keyLength + 1 && typedKey[0] == type.number)
                .findFirst()
                .orElseThrow(() -> new UnreadableException("A key must be an Ed25519 or ML-DSA-44 key"));
    }
}
