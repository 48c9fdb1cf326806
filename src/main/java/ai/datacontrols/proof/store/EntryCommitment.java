package ai.datacontrols.proof.store;

import ai.datacontrols.ledger.chain.CanonicalEncoding;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.proof.Commitment;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Encodes entries as the log commits to them: an entry's canonical encoding with its own hash, so that a chain can be followed without its keys. */
final class EntryCommitment {

    private EntryCommitment() {}

    static CanonicalEncoding encoding(LedgerEntry entry) {
        return entry.hashedEncoding().add("hash", HexFormat.of().formatHex(entry.hash));
    }

    /** @param covered the account's earlier leaves, whose commitments can't be opened any more */
    static CanonicalEncoding encoding(LedgerEntry erasure, List<Long> covered) {
        return encoding(erasure)
                .add("covered", covered.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    static byte[] of(LedgerEntry entry, byte[] secret) {
        return Commitment.of(
                Commitment.nonce(secret, entry.sequence), encoding(entry).toBytes());
    }

    static byte[] ofErasure(LedgerEntry erasure, List<Long> covered, byte[] nonce) {
        return Commitment.of(nonce, encoding(erasure, covered).toBytes());
    }
}
