package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.Commitment;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.LogPolicy.TrustedCheckpoint;
import ai.datacontrols.proof.LogProof;
import ai.datacontrols.proof.ProofFailedException;
import ai.datacontrols.proof.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
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

    static ReceiptFile parse(String text) {
        var receipt = object(Json.parse(text), "The receipt");
        var proof = object(receipt.get("proof"), "The receipt's proof");
        if (proof.get("tlogProof") == null) {
            throw new UnreadableException(
                    "The receipt was issued before its entry was sealed in the log; get a newer one");
        }
        return new ReceiptFile(
                string(proof, "encoding"),
                base64(string(proof, "nonce")),
                LogProof.parse(string(proof, "tlogProof")),
                said(receipt));
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
                said.put(field, microseconds(instant));
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

    private static String microseconds(String instant) {
        try {
            return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant)));
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableException("The receipt's instants must be in RFC 3339", e);
        }
    }

    /** Returns the fields of the entry: each has its name, the length of its value in bytes, and its value. */
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        var bytes = encoding.getBytes(StandardCharsets.UTF_8);
        var position = 0;
        while (position < bytes.length) {
            var nameEnd = space(bytes, position);
            var lengthEnd = space(bytes, nameEnd + 1);
            var name = utf8(bytes, position, nameEnd);
            var length = length(utf8(bytes, nameEnd + 1, lengthEnd));
            position = lengthEnd + 1 + length;
            if (position > bytes.length || fields.putIfAbsent(name, utf8(bytes, lengthEnd + 1, position)) != null) {
                throw new UnreadableException("The entry's canonical encoding is malformed");
            }
        }
        return fields;
    }

    private static int space(byte[] bytes, int from) {
        for (var i = from; i < bytes.length; i++) {
            if (bytes[i] == ' ') {
                return i;
            }
        }
        throw new UnreadableException("The entry's canonical encoding is malformed");
    }

    private static int length(String digits) {
        if (!digits.matches("[0-9]{1,7}")) {
            throw new UnreadableException("The entry's canonical encoding is malformed");
        }
        return Integer.parseInt(digits);
    }

    private static String utf8(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static Map<?, ?> object(Object value, String what) {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw new UnreadableException(what + " must be a JSON object");
    }

    private static String string(Map<?, ?> object, String name) {
        if (object.get(name) instanceof String string) {
            return string;
        }
        throw new UnreadableException("The receipt's proof must have a string named " + name);
    }

    private static byte[] base64(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("The receipt's nonce must be Base64", e);
        }
        throw new UnreadableException("The receipt's nonce must be canonical Base64");
    }
}
