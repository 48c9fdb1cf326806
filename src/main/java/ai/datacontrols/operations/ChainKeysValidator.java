package ai.datacontrols.operations;

import ai.datacontrols.ledger.chain.LedgerConfig;
import java.util.Base64;
import java.util.HashSet;
import java.util.TreeMap;

/** Validates the keys of the chain. Errors name the setting, but never its value. */
final class ChainKeysValidator {

    private ChainKeysValidator() {}

    static void check(LedgerConfig ledger, ConfigErrors errors) {
        var earlier = new HashSet<String>();
        check("chain-key", ledger.chainKey(), earlier, errors);
        new TreeMap<>(ledger.chainKeys()).forEach((number, key) -> {
            var name = "chain-keys." + number;
            errors.require(number > 1, name, "has a number below 2; chain-key is number 1");
            check(name, key, earlier, errors);
        });
        errors.require(isKnown(ledger.signingKey(), ledger), "signing-key", "must be the number of a configured key");
        errors.require(
                !ledger.retiredKeys().containsKey(ledger.signingKey()),
                "signing-key",
                "is the number of a retired key");
        ledger.retiredKeys()
                .forEach((number, at) -> errors.require(
                        isKnown(number, ledger), "retired-keys." + number, "must name a configured key"));
    }

    private static void check(String name, String key, HashSet<String> earlier, ConfigErrors errors) {
        errors.require(isLongEnough(key), name, "is not at least 32 random bytes in Base64");
        errors.require(earlier.add(key), name, "is the same as an earlier key");
        errors.rejectDemoSecret(name, key);
    }

    private static boolean isKnown(int number, LedgerConfig ledger) {
        return number == 1 || ledger.chainKeys().containsKey(number);
    }

    private static boolean isLongEnough(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length >= 32;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
