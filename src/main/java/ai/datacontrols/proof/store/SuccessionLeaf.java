package ai.datacontrols.proof.store;

import ai.datacontrols.proof.SignedNote;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes the first entry of a log that follows another one: the SHA-256 of the other log's last checkpoint. */
final class SuccessionLeaf {

    private SuccessionLeaf() {}

    /** @param checkpoint its text is hashed, not its signatures, because witnesses may add some later */
    static byte[] of(SignedNote checkpoint) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(checkpoint.text().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
