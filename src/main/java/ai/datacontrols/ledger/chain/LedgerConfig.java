package ai.datacontrols.ledger.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Instant;
import java.util.Map;

/** What the store needs to be told. */
@ConfigMapping(prefix = "data-controls.ledger")
public interface LedgerConfig {

    /** The first key of the chain: at least 32 random bytes, in Base64. Kept outside the database. */
    String chainKey();

    /** The keys after the first, by their numbers, from 2 on: those that have signed, that sign, and the one to come. */
    Map<Integer, String> chainKeys();

    /** The number of the key that new entries are made under. */
    @WithDefault("1")
    int signingKey();

    /** From when on nothing may have been recorded under a key any more, by its number. */
    Map<Integer, Instant> retiredKeys();
}
