package ai.datacontrols.ledger;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Chains an account's entries: each hash is an HMAC-SHA-256 (RFC 2104), with a key kept outside the database, over the
 * entry and the hash before it. Whoever can edit rows but has no key can't make a changed chain look whole.
 */
@Startup
@Singleton
public class Chain {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Chain(LedgerSettings settings) {
        key = new SecretKeySpec(bytes(settings.chainKey()), ALGORITHM);
    }

    private static byte[] bytes(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            if (bytes.length >= 32) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // the sentence below says it
        }
        throw new IllegalStateException("data-controls.ledger.chain-key must be at least 32 random bytes in Base64");
    }

    /** The hash that this entry must have. */
    public byte[] hash(LedgerEntry entry) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(canonical(entry));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }

    /**
     * Every field that is set, as name, length and value, in this order: no two entries have the same form, and a field
     * added later leaves the form of earlier entries as it was.
     */
    private static byte[] canonical(LedgerEntry entry) {
        var form = new ByteArrayOutputStream();
        add(form, "account", entry.account);
        add(form, "sequence", entry.sequence);
        add(form, "kind", entry.kind);
        add(form, "product", entry.product);
        add(form, "plan", entry.plan);
        add(form, "happened_at", micros(entry.happenedAt));
        add(form, "recorded_at", micros(entry.recordedAt));
        add(form, "actor", entry.actor);
        add(form, "surface", entry.surface);
        add(form, "policy_version", entry.policyVersion);
        add(form, "text_version", entry.textVersion);
        add(form, "language", entry.language);
        add(form, "request_id", entry.requestId);
        add(form, "evidence", entry.evidence);
        add(form, "started_at", entry.startedAt == null ? null : micros(entry.startedAt));
        add(form, "previous_hash", HexFormat.of().formatHex(entry.previousHash));
        return form.toByteArray();
    }

    private static void add(ByteArrayOutputStream form, String name, Object value) {
        if (value != null) {
            var bytes = value.toString().getBytes(StandardCharsets.UTF_8);
            form.writeBytes((name + ' ' + bytes.length + ' ').getBytes(StandardCharsets.UTF_8));
            form.writeBytes(bytes);
        }
    }

    /** Microseconds since 1970: what PostgreSQL keeps of an instant. */
    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
