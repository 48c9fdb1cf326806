package ai.datacontrols.ledger.chain;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Map.Entry;

public record Keys(String chainKey, Map<Integer, String> chainKeys, int signingKey, Map<Integer, Instant> retiredKeys)
        implements LedgerConfig {

    /** Returns a chain with these keys that signs with one of them. */
    public static Chain chain(int signing, Map<Integer, byte[]> keys) {
        return chain(signing, keys, Map.of());
    }

    public static Chain chain(int signing, Map<Integer, byte[]> keys, Map<Integer, Instant> retired) {
        return new Chain(new Keys(
                base64(keys.get(1)),
                keys.entrySet().stream()
                        .filter(key -> key.getKey() > 1)
                        .collect(toMap(Entry::getKey, key -> base64(key.getValue()))),
                signing,
                retired));
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}
