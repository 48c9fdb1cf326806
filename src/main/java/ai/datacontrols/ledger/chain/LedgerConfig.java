package ai.datacontrols.ledger.chain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Instant;
import java.util.Map;

@ConfigMapping(prefix = "data-controls.ledger")
public interface LedgerConfig {

    /** Returns the chain's first key: at least 32 random bytes, in Base64. Kept outside the database. */
    String chainKey();

    /** Returns the later keys by number, from 2 on: past, current and future signing keys. */
    Map<Integer, String> chainKeys();

    @WithDefault("1")
    int signingKey();

    /** Returns, by key number, the instant from which on a key is invalid for new entries. */
    Map<Integer, Instant> retiredKeys();
}
