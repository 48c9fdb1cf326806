package ai.datacontrols.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The signatures that a checkpoint needs to be trusted.
 *
 * @param logKeys the keys of the log, more than one while a key is replaced; their name is the log's origin
 * @param quorum how many of the witnesses must have cosigned
 */
public record LogPolicy(List<VerifierKey> logKeys, List<VerifierKey> witnesses, int quorum) {

    public LogPolicy {
        logKeys = List.copyOf(logKeys);
        witnesses = List.copyOf(witnesses);
        if (logKeys.isEmpty() || logKeys.stream().anyMatch(key -> key.type() != SignatureType.ED25519)) {
            throw new UnreadableException("The key of a log must be an Ed25519 verifier key");
        }
        if (logKeys.stream().map(VerifierKey::name).distinct().count() > 1) {
            throw new UnreadableException("All keys of a log must have its origin as their name");
        }
        if (witnesses.stream().anyMatch(key -> key.type() == SignatureType.ED25519)) {
            throw new UnreadableException("The key of a witness must be a cosignature key");
        }
        // the message that is cosigned doesn't contain the cosigner's name: one key under two names would count twice
        var keys = new HashSet<String>();
        if (!witnesses.stream().map(VerifierKey::publicKeyText).allMatch(keys::add)) {
            throw new UnreadableException("Two witnesses must not have the same key");
        }
        if (quorum < 0 || quorum > witnesses.size()) {
            throw new UnreadableException("The quorum must be between 0 and the number of witnesses");
        }
    }

    public LogPolicy(VerifierKey logKey) {
        this(List.of(logKey), List.of(), 0);
    }

    public String origin() {
        return logKeys.get(0).name();
    }

    /**
     * Verifies the signatures of a checkpoint.
     *
     * @throws ProofFailedException if the log did not sign it, if a known signature is wrong, or if too few witnesses
     *     cosigned
     */
    public TrustedCheckpoint open(SignedNote note) {
        note.verify(logKeys);
        var checkpoint = Checkpoint.parse(note.text());
        if (!checkpoint.origin().equals(origin())) {
            throw new ProofFailedException(
                    "The checkpoint is of the log %s, not of %s".formatted(checkpoint.origin(), origin()));
        }
        var cosignatures = new ArrayList<Cosignature>();
        note.verified(witnesses)
                .forEach((witness, signature) -> cosignatures.add(new Cosignature(witness, witness.time(signature))));
        if (cosignatures.size() < quorum) {
            throw new ProofFailedException("The checkpoint has %d of the %d cosignatures that are required"
                    .formatted(cosignatures.size(), quorum));
        }
        return new TrustedCheckpoint(checkpoint, List.copyOf(cosignatures));
    }

    public record TrustedCheckpoint(Checkpoint checkpoint, List<Cosignature> cosignatures) {}

    /** States that a witness saw a checkpoint as the newest one, at {@code time} by the witness's clock. */
    public record Cosignature(VerifierKey witness, Instant time) {}
}
