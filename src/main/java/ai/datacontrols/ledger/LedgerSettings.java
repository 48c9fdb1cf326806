package ai.datacontrols.ledger;

import io.smallrye.config.ConfigMapping;

/** What the store needs to be told. */
@ConfigMapping(prefix = "data-controls.ledger")
public interface LedgerSettings {

    /** The key of the chain: at least 32 random bytes, in Base64. Kept outside the database. */
    String chainKey();
}
