package ai.datacontrols.ledger;

import ai.datacontrols.policy.Standing;
import java.time.Instant;
import java.util.Map;

/** Where an account stands with every product it has to do with, at an instant of the database's clock. */
public record AccountState(Map<String, Standing> standings, Instant at, Instant erasedAt) {

    public Standing standing(String product) {
        return standings.getOrDefault(product, Standing.none(product));
    }
}
