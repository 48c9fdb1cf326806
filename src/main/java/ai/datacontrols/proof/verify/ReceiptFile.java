package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.Commitment;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.LogPolicy.TrustedCheckpoint;
import ai.datacontrols.proof.LogProof;
import ai.datacontrols.proof.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The part of a receipt that proves its entry.
 *
 * @param encoding the entry's canonical encoding
 * @param nonce the nonce of the entry's commitment
 * @param proof the proof that the commitment is in the log
 */
record ReceiptFile(String encoding, byte[] nonce, LogProof proof) {

    /** Reads the member {@code proof} of a receipt. Other members prove nothing by themselves. */
    static ReceiptFile parse(String text) {
        var proof = object(object(Json.parse(text), "The receipt").get("proof"), "The receipt's proof");
        if (proof.get("tlogProof") == null) {
            throw new UnreadableException(
                    "The receipt was issued before its entry was sealed in the log; get a newer one");
        }
        return new ReceiptFile(
                string(proof, "encoding"), base64(string(proof, "nonce")), LogProof.parse(string(proof, "tlogProof")));
    }

    TrustedCheckpoint verify(LogPolicy policy) {
        var commitment = Commitment.of(nonce, encoding.getBytes(StandardCharsets.UTF_8));
        return proof.verify(Hash.leaf(commitment), policy);
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
