package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.Commitment;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.LogPolicy.TrustedCheckpoint;
import ai.datacontrols.proof.LogProof;
import ai.datacontrols.proof.ProofFailedException;
import ai.datacontrols.proof.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of a receipt that proves its entry.
 *
 * @param encoding the entry's canonical encoding
 * @param said what the other members of the receipt say about fields of the entry
 */
record ReceiptFile(String encoding, byte[] nonce, LogProof proof, Map<String, String> said) {

    private static final Map<String, String> REPEATED = Map.of(
            "choice", "kind",
            "product", "product",
            "actor", "actor",
            "surface", "surface",
            "policyVersion", "policy_version");

    private static final Map<String, String> REPEATED_OF_NOTICE = Map.of(
            "textVersion", "text_version",
            "language", "language",
            "place", "notice_place",
            "noticeVersion", "notice_version",
            "plan", "notice_plan");

    private static final Map<String, String> REPEATED_INSTANTS =
            Map.of("happenedAt", "happened_at", "recordedAt", "recorded_at");

    private static final String ACCOUNT = "urn:uuid:";

    /** Reads the member {@code proof} of a receipt, and what the other members say about the entry. */
    static ReceiptFile of(Members receipt) {
        var proof = Members.of("The receipt's proof", receipt.get("proof"));
        if (proof.get("tlogProof") == null) {
            throw new UnreadableException(
                    "The receipt was issued before its entry was sealed in the log; get a newer one");
        }
        return new ReceiptFile(
                proof.string("encoding"),
                proof.base64("nonce"),
                LogProof.parse(proof.string("tlogProof")),
                said(receipt.members()));
    }

    /** @throws ProofFailedException if the entry is not in the log, or the receipt says something else than the entry */
    TrustedCheckpoint verify(LogPolicy policy) {
        var commitment = Commitment.of(nonce, encoding.getBytes(StandardCharsets.UTF_8));
        var trusted = proof.verify(Hash.leaf(commitment), policy);
        var fields = fields();
        said.forEach((field, value) -> {
            if (!value.equals(fields.get(field))) {
                throw new ProofFailedException(
                        "The receipt says that %s is %s, but %s was sealed".formatted(field, value, fields.get(field)));
            }
        });
        return trusted;
    }

    private static Map<String, String> said(Map<?, ?> receipt) {
        var said = new TreeMap<String, String>();
        repeat(receipt, REPEATED, said);
        if (receipt.get("shown") instanceof Map<?, ?> notice) {
            repeat(notice, REPEATED_OF_NOTICE, said);
        }
        REPEATED_INSTANTS.forEach((member, field) -> {
            if (receipt.get(member) instanceof String instant) {
                said.put(field, EntryFields.microseconds(instant));
            }
        });
        if (receipt.get("dataSubject") instanceof String account && account.startsWith(ACCOUNT)) {
            said.put("account", account.substring(ACCOUNT.length()));
        }
        return said;
    }

    private static void repeat(Map<?, ?> members, Map<String, String> fields, Map<String, String> said) {
        fields.forEach((member, field) -> {
            if (members.get(member) instanceof String text) {
                said.put(field, text);
            }
        });
    }

    /** Returns the fields of the entry. */
    Map<String, String> fields() {
        return EntryFields.decode(encoding);
    }
}
