package ai.datacontrols.ledger.chain;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of the chain by number, from 1 in the order in which they sign (ADR 0017).
 *
 * @param retired the instant from which on a key is invalid for new rows
 */
record ChainKeys(Map<Integer, SecretKeySpec> known, int signing, Map<Integer, Instant> retired) {

    static final String ALGORITHM = "HmacSHA256";

    static ChainKeys of(LedgerConfig config) {
        var known = new TreeMap<Integer, SecretKeySpec>();
        config.chainKeys().forEach((number, key) -> known.put(number, key(key)));
        known.put(1, key(config.chainKey()));
        return new ChainKeys(known, config.signingKey(), config.retiredKeys());
    }

    boolean knows(int number) {
        return known.containsKey(number);
    }

    /** @throws IllegalStateException if the key isn't configured; the message contains its number */
    SecretKeySpec key(int number) {
        var key = known.get(number);
        if (key == null) {
            throw new IllegalStateException(
                    "key %1$d of the ledger's chain is not known here: data-controls.ledger.chain-keys.%1$d"
                            .formatted(number));
        }
        return key;
    }

    boolean isRetired(int number, Instant at) {
        var end = retired.get(number);
        return end != null && !at.isBefore(end);
    }

    private static SecretKeySpec key(String base64) {
        return new SecretKeySpec(Base64.getDecoder().decode(base64), ALGORITHM);
    }
}
